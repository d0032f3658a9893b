/** A hub that does nothing but keep its cluster: says what it does, line by line, and stops in order at SIGTERM. */
import { openCluster } from '../../../src/store/cluster';

const [dataDir = ''] = process.argv.slice(2);
const say = (word: string, text: string): void => void process.stdout.write(`${word} ${text}\n`);

openCluster({
  dataDir,
  databases: ['hub', 'tax'],
  onProgress: (message) => say('progress', message),
  isThrowaway: true,
}).then(
  (cluster) => {
    const alive = setInterval(() => undefined, 60_000);
    process.once('SIGTERM', () => void cluster.stop().then(() => clearInterval(alive)));
    say('ready', cluster.urlFor('tax'));
  },
  (error: unknown) => {
    say('refused', error instanceof Error ? error.message : String(error));
  },
);
