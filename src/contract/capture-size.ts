/** Smallest picture that a gateway judges. The camera's size is checked against it before the person has to act. */

/** Pixels on the shorter side of the picture. */
export const LEAST_SHORT_SIDE = 320;

/** From this shorter side on, every face that is found at all is large enough; below it, {@link LEAST_FACE_WIDTH} applies. */
export const FULL_SHORT_SIDE = 480;

/** Pixels that the detector's box around the face is wide, in the picture that is submitted. */
export const LEAST_FACE_WIDTH = 160;
