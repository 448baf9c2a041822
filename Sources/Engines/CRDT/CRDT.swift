// CRDT
