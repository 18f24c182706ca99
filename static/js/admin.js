// The administration loads no script of the house but this: editors get their names there, too.
import { nameEditors } from "./editor.js";

nameEditors();
