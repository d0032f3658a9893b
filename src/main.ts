import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { readConfig } from './config';
import { ConfigurationError } from './kit/configuration-error';

/** Every command of `srdi-hub`; what a command needs is loaded only when it runs. */
function commands(): Command {
  const program = new Command('srdi-hub')
    .description('专精特新协同中枢：各单位在自己的数据库上实时答复')
    .exitOverride()
    .showHelpAfterError(false);
  program
    .command('all', { isDefault: true })
    .description('启动全部：数据库、各单位、网关')
    .action(async () => (await import('./commands/all.js')).runAll(readConfig()));
  program
    .command('token')
    .description('取一个访问令牌（仅开发签发者）')
    .option('--unit <code>', '单位代码，如 EXCH')
    .option('--purpose <code>', '用途代码，如 M10')
    .option('--system <name>', '系统名', 'main')
    .option('--enterprise <uscc>', '以企业身份')
    .option('--in-person', '由法定代表人本人（与 --enterprise 同用）')
    .action(async (options: Record<string, string | undefined> & { inPerson?: boolean }) =>
      (await import('./commands/token.js')).printToken(readConfig(), options),
    );
  program
    .command('schema')
    .description('写出 schema/：各单位 SDL、联邦模式、目录')
    .option('--check', '只核对，不一致时以 1 退出')
    .action(async ({ check }: { check?: boolean }) =>
      (await import('./commands/schema.js')).writeSchema(check === true),
    );
  program
    .command('migrations')
    .description('核对各数据库迁移与声明是否一致')
    .option('--write <name>', '把差异写成新的迁移')
    .action(async ({ write }: { write?: string }) =>
      (await import('./commands/migrations.js')).checkMigrations(write),
    );
  program
    .command('new:unit')
    .description('写出一个新单位：文件夹与登记的一行')
    .argument('<code>', '单位代码，如 LFR')
    .argument('<name>', '单位名称')
    .action(async (code: string, name: string) =>
      (await import('./commands/new-unit.js')).newUnit(code, name),
    );
  program
    .command('import')
    .description('导入名录或单位自己的表（.csv、.xlsx），全部通过才写入')
    .argument('<unit>', '单位，如 amr')
    .argument('<file>', '.csv 或 .xlsx 文件')
    .option('--map <file>', '列名对照（JSON：字段 → 列名）')
    .option('--table <name>', '写入哪张表，默认为该单位的主表')
    .option('--dry-run', '只核对，不写入')
    .action(async (unit: string, file: string, options: { map?: string; table?: string; dryRun?: boolean }) =>
      (await import('./commands/import.js')).importFile(readConfig(), unit, file, options),
    );
  program
    .command('sign-agreement')
    .description('以单位的开发密钥签署共享协议（仅开发模式）')
    .argument('<no>', '协议编号')
    .requiredOption('--unit <code>', '签署的单位，如 FIN')
    .option('--system <name>', '经办人：clerk、approver 或 main', 'approver')
    .action(async (no: string, wish: { unit: string; system: string }) =>
      (await import('./commands/sign-agreement.js')).signAgreement(readConfig(), no, wish),
    );
  program
    .command('register-key')
    .description('登记单位的签名公钥（JWK，Ed25519 或 SM2）')
    .argument('<unit>', '单位代码，如 FIN')
    .argument('<file>', 'JWK 文件')
    .action(async (unit: string, file: string) =>
      (await import('./commands/register-key.js')).registerKey(readConfig(), unit, file),
    );
  const exporting = program.command('export').description('导出');
  exporting
    .command('catalogue')
    .description('导出共享目录')
    .option('--format <name>', 'csv、xlsx 或 json', 'csv')
    .option('--out <file>', '写入文件；不填为标准输出')
    .action(async (options: { format?: string; out?: string }) =>
      (await import('./commands/export-catalogue.js')).exportCatalogue(options),
    );
  const audit = program.command('audit').description('查验留痕');
  audit
    .command('verify')
    .description('核对留痕日志：校验和、序号、散列树、检查点与见证、判定与授权包')
    .option('--unit <id>', '只核对一个单位')
    .option('--keys <file>', '公钥文件，默认用数据目录中公布的')
    .action(async ({ unit, keys }: { unit?: string; keys?: string }) =>
      (await import('./commands/audit-verify.js')).verifyRecords(readConfig(), unit, keys),
    );
  audit
    .command('receipt')
    .description('按回执号取各单位签名的回执（JSON）')
    .argument('<id>')
    .action(async (id: string) =>
      (await import('./commands/audit-receipt.js')).printReceipt(readConfig(), id),
    );
  audit
    .command('discard')
    .description('删除已过留存期限的留痕分段，散列树与证明不变')
    .option('--unit <id>', '只处理一个单位')
    .option('--dry-run', '只列出，不删除')
    .action(async ({ unit, dryRun }: { unit?: string; dryRun?: boolean }) =>
      (await import('./commands/audit-discard.js')).discardRecords(readConfig(), unit, dryRun === true),
    );
  audit
    .command('erase')
    .description('抹去企业与留痕的对应关系，留痕与证明不变')
    .argument('[uscc]', '统一社会信用代码')
    .option('--all', '全部企业：销毁散列密钥')
    .action(async (uscc: string | undefined, { all }: { all?: boolean }) =>
      (await import('./commands/audit-erase.js')).eraseLinks(readConfig(), uscc, all === true),
    );
  audit
    .command('keys')
    .description('列出各单位的公钥，供核对回执与留痕')
    .action(async () => (await import('./commands/audit-keys.js')).printKeys(readConfig()));
  return program;
}

/** One line says what is wrong; 2 for a bad argument or setting, 1 for everything else. */
function exitStatus(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(
    `内部错误：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}

commands()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = exitStatus(error);
  });
