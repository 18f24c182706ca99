// Enhancements only: every page works without them.
import { startDrafts } from "./drafts.js";
import { startComments } from "./comments.js";
import { startCopying } from "./copy.js";
import { nameEditors } from "./editor.js";
import { startFolds } from "./folds.js";
import { startInPlace } from "./in-place.js";
import { startMenus } from "./menus.js";
import { startPresence } from "./presence.js";
import { startThemeChoice } from "./theme-choice.js";
import { startErrorFocus, startSubmitOnce } from "./forms.js";
import { startLengths } from "./text-length.js";
import { startTicks } from "./ticks.js";
import { startWideTables } from "./wide-tables.js";

startDrafts();
startLengths();
nameEditors();
startComments();
startCopying();
startFolds();
startInPlace();
startMenus();
startPresence();
startThemeChoice();
startErrorFocus();
startSubmitOnce();
startTicks();
startWideTables();
