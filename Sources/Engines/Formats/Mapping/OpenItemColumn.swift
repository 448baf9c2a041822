/// What a column of a list of open items can mean.
package enum OpenItemColumn: String, MappedColumn {
    case customerNumber = "customer-number"
    case customerName = "customer-name"
    case invoiceNumber = "invoice-number"
    case date
    case dueDate = "due-date"
    /// What the invoice came to.
    case amount
    /// What is still to be paid.
    case openAmount = "open-amount"
    case currency
    /// 0 = not dunned, then 1, 2, 3.
    case dunningLevel = "dunning-level"
    case dunningDate = "dunning-date"
    case text

    package var mayRepeat: Bool { false }

    package var synonyms: String {
        switch self {
        case .customerNumber:
            """
            kundennummer kundennr kdnr kdnummer kundenid kunr knr debitor debitorennummer debitorennr
            debitornr debitorenkonto debitorenkontonummer konto kontonummer kontonr personenkonto customerid
            customernumber customerno customernr custno accountnumber account geschaeftspartner gpnr kunde
            customer
            """
        case .customerName:
            "kundenname name firma debitorenname kontobezeichnung bezeichnung customername company"
        case .invoiceNumber:
            """
            rechnungsnummer rechnungsnr rechnungnr rechnr rgnr renr rnr rechnung belegnummer belegnr beleg
            belegfeld invoicenumber invoiceno invoicenr invoice invoiceid documentnumber docno opnummer opnr
            vorgangsnummer
            """
        case .date:
            """
            rechnungsdatum rgdatum redatum rechdatum belegdatum datum ausstellungsdatum buchungsdatum
            invoicedate date documentdate issuedate
            """
        case .dueDate:
            """
            faelligkeit faelligkeitsdatum faelligam faellig faelligzum zahlungsziel nettofaelligkeit
            zahlbarbis duedate due payby
            """
        case .amount:
            """
            betrag rechnungsbetrag bruttobetrag brutto gesamtbetrag summe umsatz rgbetrag endbetrag amount
            invoiceamount total totalamount grossamount sollbetrag
            """
        case .openAmount:
            """
            offenerbetrag offen offenbetrag betragoffen restbetrag rest offenerposten offeneposten saldo
            opbetrag opsaldo restforderung forderung openamount outstanding outstandingamount balance
            amountdue open openbalance
            """
        case .currency:
            "waehrung whg wkz waehrungscode waehrungskennzeichen currency currencycode waehrungskz"
        case .dunningLevel:
            """
            mahnstufe mahnstatus mahnkennzeichen mst mahnung mahnlevel dunninglevel dunning reminderlevel
            mahnstand
            """
        case .dunningDate:
            "mahndatum letztemahnung letztesmahndatum mahnungam gemahntam dunningdate lastreminder"
        case .text: "buchungstext text verwendungszweck bemerkung notiz beschreibung description note"
        }
    }
}
