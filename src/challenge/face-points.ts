/** The points of MediaPipe's face mesh that the challenges read. Right and left are the person's own. */

/** Hardly moved by any expression: brow, bridge, eye corners, cheeks, ears, wings of the nose. */
export const RIGID = [
  33, 133, 362, 263, 168, 6, 10, 151, 9, 8, 127, 356, 234, 454, 93, 323, 132, 361, 205, 425, 50, 280, 117, 346, 54, 284,
  103, 332, 2, 98, 327,
] as const;

export const OUTER_EYES = { right: 33, left: 263 } as const;

/** Upper and lower lid, in pairs. */
export const LIDS = {
  right: [
    [159, 145],
    [160, 144],
    [158, 153],
  ],
  left: [
    [386, 374],
    [387, 373],
    [385, 380],
  ],
} as const;

export const MOUTH_CORNERS = { right: 61, left: 291 } as const;

export const NOSE_TIP = [1, 4] as const;

/**
 * Above and below the tip, on the face's middle line: paper bent around an upright axis has them and the tip at one depth,
 * and a nose does not.
 */
export const NOSE_LINE = [168, 6, 164, 2] as const;

/** Beside the tip, at its height: the same for paper bent around a level axis. */
export const NOSE_SIDES = [50, 280, 205, 425] as const;

/** Ends of two lines through the head; their depth in the mesh gives the head's pose. */
export const AXES = {
  right: [234, 127, 93],
  left: [454, 356, 323],
  top: [10, 151],
  chin: [152, 175],
} as const;
