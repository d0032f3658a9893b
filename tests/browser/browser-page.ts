import { chromium, type Browser, type Page } from '@playwright/test';
import axe from 'axe-core';

/** A page that can reach the hub only, and what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses of other hosts that the page asked for. */
  readonly outsideRequests: readonly string[];
  /** Console errors, uncaught errors, violations of the Content-Security-Policy. */
  readonly complaints: string[];
}

interface Violation {
  readonly rule: string;
  readonly targets: readonly string[];
}

export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Opens a page in a profile of its own, with every host but the hub's blocked. */
export async function openWatched(browser: Browser, address: string): Promise<WatchedPage> {
  const { origin } = new URL(address);
  const outsideRequests: string[] = [];
  const complaints: string[] = [];
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1400, height: 860 } });
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      outsideRequests.push(route.request().url());
      await route.abort();
    },
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, outsideRequests, complaints };
}

/** WCAG 2.x A and AA violations of the whole page but `exclude`. */
export async function accessibilityViolations(
  page: Page,
  exclude: readonly string[],
): Promise<readonly Violation[]> {
  await page.evaluate(axe.source);
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
  const context = { exclude: exclude.map((selector) => [selector]) };
  return page.evaluate<Violation[]>(`
    axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ rule: id, targets: nodes.map(({ target }) => target.join(' ')) })))
  `);
}
