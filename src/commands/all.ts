import type { HubConfig } from '../config';
import { startScreen } from './screen';
import { startHub, stopWithGrace } from './serve';

/** `srdi-hub all`: starts, shows what to try, and ends with the line `ready …`. */
export async function runAll(config: HubConfig): Promise<void> {
  const running = await startHub(config, (message) => process.stderr.write(`· ${message}\n`));
  stopWithGrace(running);
  process.stdout.write(startScreen(running, config.mode === 'development'));
  process.stdout.write(`ready ${running.url}\n`);
}
