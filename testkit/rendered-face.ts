/** A synthetic face for tests that the detector recognises. */
import sharp from 'sharp';

export interface Drawing {
  readonly width?: number;
  readonly height?: number;
  /** Centre x, centre y and height of each face, pixels. */
  readonly faces: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  readonly background?: string;
}

/** PNG bytes. */
export const renderPicture = ({ width = 640, height = 480, faces, background = '#8fa3b0' }: Drawing): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <defs>
          <radialGradient id="skin" cx="0.45" cy="0.4" r="0.7">
            <stop offset="0" stop-color="#f0c8a8"/><stop offset="0.7" stop-color="#d09a78"/><stop offset="1" stop-color="#8a5a40"/>
          </radialGradient>
        </defs>
        <rect width="100%" height="100%" fill="${background}"/>
        ${faces.map(({ x, y, size }) => `<g transform="translate(${x} ${y}) scale(${size / 200})">${FACE}</g>`).join('')}
      </svg>`,
    ),
  )
    .png()
    .toBuffer();

const eye = (x: number): string =>
  `<ellipse cx="${x}" cy="-18" rx="15" ry="8" fill="#f7f3ee" stroke="#5a3b2c" stroke-width="2"/>
   <circle cx="${x}" cy="-18" r="7" fill="#3a2a20"/><circle cx="${x + 2}" cy="-20" r="2" fill="#fff"/>
   <path d="M ${x - 20} -36 q 20 -12 40 0" stroke="#3a2418" stroke-width="6" fill="none"/>`;

const FACE = `
  <path d="M -150 210 q 30 -110 150 -110 q 120 0 150 110 z" fill="#34495e"/>
  <rect x="-30" y="70" width="60" height="50" fill="#c08a68"/>
  <ellipse cx="0" cy="-35" rx="88" ry="90" fill="#2c1d14"/>
  <ellipse cx="0" cy="0" rx="75" ry="100" fill="url(#skin)"/>
  <path d="M -74 -30 q 20 -60 74 -60 q 54 0 74 60 q -20 -85 -74 -85 q -54 0 -74 85 z" fill="#2c1d14"/>
  ${eye(-32)}${eye(32)}
  <path d="M -4 -15 q -8 30 -14 36 q 18 12 36 0 q -6 -6 -14 -36" fill="#c48c6c" opacity="0.8"/>
  <path d="M -14 22 q 14 10 28 0" stroke="#7a4a34" stroke-width="3" fill="none"/>
  <path d="M -28 52 q 28 -12 56 0 q -28 22 -56 0 z" fill="#a8504a"/>
  <path d="M -28 52 q 28 6 56 0" stroke="#6a2a28" stroke-width="2" fill="none"/>`;
