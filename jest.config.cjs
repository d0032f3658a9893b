/** One embedded PostgreSQL cluster serves the whole run; each worker clones the template databases. */
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
