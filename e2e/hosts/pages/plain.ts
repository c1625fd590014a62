/** A page with only text; the test adds the style. */
import { LINES, launchHere } from './host.ts';

const start = document.createElement('button');
start.type = 'button';
start.textContent = 'Verify';
start.addEventListener('click', () => void launchHere());
document.body.append(
  ...LINES.map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  }),
  start,
);
