import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Style rule 5: what a module gives has one name everywhere. */
const namedExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export has another name in every file that imports it.',
};

const rules = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  'no-restricted-syntax': ['error', namedExports],
  eqeqeq: 'error',
  'no-console': 'error',
  // A decorated class is a declaration: its members are read by the kit, never by its own methods.
  '@typescript-eslint/no-extraneous-class': 'off',
  // A leading underscore says that a place must be filled and is not used.
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // `interface` and `type` differ in what they can say, `Record` and an index signature do not.
  '@typescript-eslint/consistent-type-definitions': 'off',
  '@typescript-eslint/consistent-indexed-object-style': 'off',
  // Numbers and booleans read the same in a text as in code.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // Classes are for decorators and errors: what a decorated class declares is a shape, and an object fills it.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // For the same reason no function of an object needs its `this`.
  '@typescript-eslint/unbound-method': 'off',
  // Names and codes are read by code point, which is what spreading a text gives.
  '@typescript-eslint/no-misused-spread': 'off',
  // `=> void call()` and `=> call()` are the same to a caller that wants nothing.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // Kinds of nodes are compared with their names; both are the same text in graphql-js.
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  // What came as `unknown` is turned to text to be shown or compared, never to be trusted.
  '@typescript-eslint/no-base-to-string': 'off',
  // A rewrite of the planner renames keys by name.
  '@typescript-eslint/no-dynamic-delete': 'off',
  // A row type that a caller names documents its columns.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
};

/** TypeORM and the configuration readers of tools take default exports only. */
const toolEntries = ['**/*.config.ts', '**/*.config.mjs'];

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'coverage/', 'schema/', 'migrations/', 'bench/results/']),
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules,
  },
  {
    // A test may hand over a broken value on purpose, and reads answers as they come: what it expects of them is the check.
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // The prototype of a class is `any` in TypeScript's own library, and the kit reads declarations off it.
    files: ['src/kit/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  {
    files: ['bin/*.mjs', 'scripts/*.mjs', 'bench/*.mjs', '*.mjs', '*.cjs'],
    rules: { eqeqeq: 'error', 'no-restricted-syntax': ['error', namedExports] },
  },
  { files: toolEntries, rules: { 'no-restricted-syntax': 'off' } },
);
