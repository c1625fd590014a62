/**
 * Where pictures are, from the command line: `list` counts them, `move` brings all to where the configuration keeps new
 * ones. Gateways on PostgreSQL go on meanwhile; an embedded one must not run.
 */
import { parseArgs } from 'node:util';
import { countPlaces, rekeepPictures } from '../database/blobs.ts';
import { createCipher } from '../images/cipher.ts';
import { createPictureStore } from '../images/picture-store.ts';
import { Mistake } from '../mistake.ts';
import { PICTURE_TABLES } from '../sealed-columns.ts';
import { runCommand, UsageError, withPictures } from './command-line.ts';

const USAGE = `npm run pictures -- list
npm run pictures -- move --to s3
npm run pictures -- move --to database
`;

await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
  const [command] = positionals;
  const { to } = values;
  if (command !== 'list' && command !== 'move') {
    throw new UsageError(command === undefined ? 'Which command?' : `There is no command ${command}`);
  }
  if (command === 'move' && to !== 's3' && to !== 'database') {
    throw new UsageError('--to must be s3 or database');
  }
  return withPictures(async ({ db, masterKeys: [first, ...older], config, blobs }) => {
    if (command === 'move') {
      if (config.keptIn !== to) {
        throw new Mistake(
          `Gateways keep new pictures in ${config.keptIn}: start them with \`pictures.keptIn\` ${to} first`,
        );
      }
      const pictures = createPictureStore(createCipher(first, older), blobs, to);
      for (const table of PICTURE_TABLES) {
        const from = to === 's3' ? 'in-database' : 'in-store';
        const moved = await rekeepPictures(db, table, from, (found) => pictures.rekeep(found, to));
        process.stdout.write(`${table.table}\t${moved} moved\n`);
      }
    }
    const { database, s3 } = await countPlaces(db, PICTURE_TABLES);
    process.stdout.write(`database\t${database}\ns3\t${s3}\n`);
    // Pictures that changed meanwhile are moved by the next run.
    return command === 'list' || (to === 's3' ? database : s3) === 0;
  });
});
