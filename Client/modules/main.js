// The browser side. Every module finds its elements by data attributes; a page without them costs nothing.
import "./forms.js";
import "./dialog.js";
import "./menus.js";
import "./more.js";
import "./palette.js";
import "./mentions.js";
import "./shortcuts.js";
import "./theme.js";
import "./upload.js";
import "./live.js";
