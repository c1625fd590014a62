import { describe, expect, it } from 'vitest';
import { rocCharts, scoreHistogram, sourceStrips } from './charts.ts';

const samples = [
  { isLive: true, score: 1, source: '<b>"one"&' },
  { isLive: true, score: 0.6, source: 'two' },
  { isLive: false, score: 0.1, source: '<b>"one"&' },
  { isLive: false, score: 0, source: 'two' },
];
const BARS = [{ name: 'gateway live', value: 0.6 }];

describe('charts', () => {
  it('draw the whole curve and its corner, with the area under it', () => {
    const [whole, corner] = rocCharts([{ name: 'frames', samples, style: 1 }]);
    expect(whole).toContain('frames: AUC 1.0000');
    // From accepting all (right top) over no error (left top) to accepting none (left bottom).
    expect(whole).toMatch(/d="M368 26L[^"]*L52 26L[^"]*L52 320"/);
    expect(corner).toContain('>0.95<');
  });

  it('leave out a curve without both classes', () => {
    const [whole] = rocCharts([{ name: 'frames', samples: samples.filter(({ isLive }) => isLive), style: 1 }]);
    expect(whole).not.toContain('AUC');
  });

  it('put every score into a bin, the last one included', () => {
    const drawn = scoreHistogram({ name: 'frames', samples }, BARS);
    const heights = [...drawn.matchAll(/class="(live|spoof)"[^>]*height="([\d.]+)"/g)].filter(
      ([, , height]) => Number(height) > 0,
    );
    expect(heights.map(([, kind]) => kind)).toEqual(['spoof', 'spoof', 'live', 'live']);
    expect(new Set(heights.map(([, , height]) => height)).size).toBe(1);
    expect(drawn).toContain('gateway live 0.6');
  });

  it('give each source a strip, and escape its name', () => {
    const drawn = sourceStrips({ name: 'frames', samples }, BARS);
    expect(drawn.match(/class="tick live"/g)).toHaveLength(2);
    expect(drawn.match(/class="tick spoof"/g)).toHaveLength(2);
    expect(drawn).not.toContain('<b>');
    expect(drawn).toContain('&#60;b&#62;');
  });

  it('can be drawn without samples', () => {
    for (const drawn of [
      ...rocCharts([{ name: 'frames', samples: [], style: 1 }]),
      scoreHistogram({ name: 'frames', samples: [] }, BARS),
      sourceStrips({ name: 'frames', samples: [] }, BARS),
    ]) {
      expect(drawn).toMatch(/^<svg .*<\/svg>$/);
      expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});
