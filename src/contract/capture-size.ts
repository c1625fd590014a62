/** How small a picture may be for a gateway to judge it. What a camera gives is held against this before the person acts. */

/** Pixels on the shorter side of the picture. */
export const LEAST_SHORT_SIDE = 320;

/** From this shorter side on, every face that is found at all is large enough; below it, {@link LEAST_FACE_WIDTH} counts. */
export const FULL_SHORT_SIDE = 480;

/** Pixels that the detector's box around the face is wide, in the picture that is submitted. */
export const LEAST_FACE_WIDTH = 160;
