const WIDTH = 24;

/** A bar on one line of a terminal, wiped when it is done; silent where nobody looks. */
export interface ProgressBar {
  show(share: number): void;
  done(): void;
}

export function progressBar(label: string, terminal: NodeJS.WriteStream): ProgressBar {
  if (!terminal.isTTY) return { show: () => undefined, done: () => undefined };
  let last = -1;
  return {
    show(share) {
      const percent = Math.floor(share * 100);
      if (percent === last) return;
      last = percent;
      const filled = Math.round(share * WIDTH);
      terminal.write(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent}%`);
    },
    done: () => void terminal.write('\r\u001b[K'),
  };
}
