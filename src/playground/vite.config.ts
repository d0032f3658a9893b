import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { chineseLabels } from './chinese-labels';

/** Bundles the playground whole: the finished page asks no other host for anything. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/playground/',
  plugins: [chineseLabels()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/playground', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The editor comes as one large lazy chunk; splitting it further gains nothing.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, print) {
        // React packages mark files with "use client", which means nothing in a browser bundle.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') print(level, log);
      },
    },
  },
});
