import type * as main from 'lifesign';
import type * as element from 'lifesign/define';

/** For pages that load `lifesign/lifesign.js` by a script tag. */
declare global {
  const Lifesign: typeof main & typeof element;
}
