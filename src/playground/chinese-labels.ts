import type { Plugin } from 'vite';
import { editorLabels } from './editor-labels';

/** Puts our Chinese labels into GraphiQL's sources as they are bundled; fails the build on a label that is gone. */
export function chineseLabels(): Plugin {
  const unused = new Set(editorLabels.map(({ file }) => file));
  return {
    name: 'chinese-labels',
    transform: {
      filter: { id: /graphiql/ },
      handler(code, id) {
        const labels = editorLabels.find(({ file }) => id.endsWith(`/node_modules/${file}`));
        if (labels === undefined) return undefined;
        unused.delete(labels.file);
        return {
          code: translate(code, labels.file, labels.texts, (message) => this.error(message)),
          map: null,
        };
      },
    },
    buildEnd(error) {
      if (error === undefined && unused.size > 0) {
        this.error(`不再打包的 GraphiQL 文件，请更新 editor-labels.ts：${[...unused].join('、')}`);
      }
    },
  };
}

function translate(
  code: string,
  file: string,
  texts: readonly (readonly [string, string])[],
  fail: (message: string) => never,
): string {
  let translated = code;
  for (const [original, chinese] of texts) {
    if (!translated.includes(original)) fail(`${file} 中已没有 ${original}，请更新 editor-labels.ts`);
    translated = translated.replaceAll(original, chinese);
  }
  return translated;
}
