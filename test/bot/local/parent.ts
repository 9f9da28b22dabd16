// Not a test: a parent that starts one Playground and says so, for the test that ends such a parent by force.
import { seats } from '../../../bot/local/people.ts';
import { startPlaygrounds } from '../../../bot/local/playground.ts';
import { people, tenantOf } from '../../playground/start.ts';

const [dataDir = '', port = ''] = process.argv.slice(2);
const started = await startPlaygrounds({
  seats: seats(tenantOf(people(1))),
  botEndpoint: 'http://127.0.0.1:9/',
  firstPort: Number(port),
  dataDir,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${started.outcome}\n`);
