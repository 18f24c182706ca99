// Enhancements only: every page works without them.
import { startDrafts } from "./drafts.js";
import { startComments } from "./comments.js";
import { nameEditors } from "./editor.js";
import { startFolds } from "./folds.js";
import { startMenus } from "./menus.js";
import { startPresence } from "./presence.js";
import { startThemeChoice } from "./theme-choice.js";
import { startErrorFocus, startSubmitOnce } from "./forms.js";
import { startTicks } from "./ticks.js";

startDrafts();
nameEditors();
startComments();
startFolds();
startMenus();
startPresence();
startThemeChoice();
startErrorFocus();
startSubmitOnce();
startTicks();
