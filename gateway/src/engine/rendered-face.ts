/** The drawn face of the test kit, for the tests of this folder. */
export { renderPicture } from '../../../testkit/rendered-face.ts';
