import { defined } from 'lifesign/define';
import { byId } from './dom.ts';
import { setUpThemeEditor } from './theme-editor.ts';

void defined.then(() => setUpThemeEditor(byId('editor', HTMLElement)));
