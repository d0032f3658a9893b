/** Suites that need PostgreSQL start a throwaway cluster of their own; packages that come as ES modules only are compiled. */
const esmPackages = [
  'jose',
  'oidc-provider',
  'oidc-token-hash',
  'koa',
  'quick-lru',
  'eta',
  'nanoid',
  'raw-body',
  'jsesc',
  'openid-client',
  'oauth4webapi',
];

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.[cm]?[jt]sx?$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
};
