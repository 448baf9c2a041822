// The browser side: every module finds its own elements by data attributes and leaves a page without them alone.
