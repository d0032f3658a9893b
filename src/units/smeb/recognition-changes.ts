import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater } from '../../kit/change-checks';
import type { RowProblem } from '../../kit/refusal';
import { DateScalar, USCC } from '../../kit/scalars';
import { SrdiTier } from './recognition';
import { problemOfRecognition, textsOfRow, type NewRecognition, type Title } from './recognition-rules';
import { Cultivation } from './smeb';

@InputType({ description: '一项认定' })
export class RecognitionInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => SrdiTier, { description: '级别' })
  tier!: SrdiTier;

  @Field(() => String, { description: '批次' })
  batch!: string;

  @Field(() => String, { description: '文号' })
  documentNo!: string;

  @Field(() => DateScalar, { description: '有效期起' })
  validFrom!: string;

  @Field(() => DateScalar, { description: '有效期止（含当日），自起始日起不超过三年' })
  validUntil!: string;
}

/** A row as the sheet has it: all text, so that what is wrong can be said row by row. */
@InputType({ description: '认定批次中的一行，各列均为文本' })
export class RecognitionRow {
  @Field(() => String, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '级别：SRDI、PROVINCIAL_LITTLE_GIANT 或 NATIONAL_LITTLE_GIANT' })
  tier!: string;

  @Field(() => String, { description: '批次' })
  batch!: string;

  @Field(() => String, { description: '文号' })
  documentNo!: string;

  @Field(() => String, { description: '有效期起，YYYY-MM-DD' })
  validFrom!: string;

  @Field(() => String, { description: '有效期止（含当日），YYYY-MM-DD' })
  validUntil!: string;
}

@InputType({ description: '一批认定：全部写入或全不写入' })
export class RecognitionImportInput {
  @Field(() => [RecognitionRow], { description: '1 至 500 行' })
  rows!: RecognitionRow[];
}

@InputType({ description: '撤销一项认定' })
export class RecognitionCancellation {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => SrdiTier, { description: '级别' })
  tier!: SrdiTier;

  @Field(() => DateScalar, { description: '所撤认定的有效期起' })
  validFrom!: string;

  @Field(() => DateScalar, { description: '撤销日期，自当日起失效' })
  cancelledOn!: string;
}

const MAX_ROWS = 500;

@Resolver()
export class RecognitionChanges {
  @Change(RecognitionInput, { zh: '认定', basis: '方案 第1条；工信部企业〔2022〕63号' })
  async recognise(input: RecognitionInput, change: OpenChange): Promise<ChangeDone> {
    await change.enterprise(Cultivation, input.uscc);
    const problem = problemOfRecognition(input, await titlesOf([input.uscc], change), change.today);
    if (problem !== undefined) throw change.refusal(problem);
    await write([input], change);
    return { uscc: input.uscc };
  }

  @Change(RecognitionImportInput, { zh: '成批认定', basis: '方案 第1条；工信部企业〔2022〕63号' })
  async importRecognitions({ rows }: RecognitionImportInput, change: OpenChange): Promise<ChangeDone> {
    if (rows.length === 0 || rows.length > MAX_ROWS)
      throw change.refusal(`一批应为 1 至 ${MAX_ROWS} 行，请分批`, {
        code: 'LIMIT_EXCEEDED',
        left: MAX_ROWS,
      });
    const { recognitions, problems } = await checked(rows, change);
    if (problems.length > 0)
      throw change.refusal(`${problems.length} 行有误，全部未写入`, { rows: problems });
    await write(recognitions, change);
    return { count: recognitions.length };
  }

  @Change(RecognitionCancellation, { zh: '撤销认定', basis: '方案 第1条；工信部企业〔2022〕63号' })
  async cancelRecognition(input: RecognitionCancellation, change: OpenChange): Promise<ChangeDone> {
    const { uscc, tier, validFrom, cancelledOn } = input;
    await change.enterprise(Cultivation, uscc);
    checkNotLater(change, '撤销日期', cancelledOn);
    const titles = (await titlesOf([uscc], change)).filter(
      (title) => title.tier === tier && title.validFrom === validFrom,
    );
    if (titles.length === 0) throw change.refusal('没有这项认定，请核对级别与有效期起');
    if (titles.some((title) => title.cancelledOn !== null))
      throw change.refusal('这项认定已撤销，不能再次撤销');
    if (titles.some((title) => cancelledOn <= title.validFrom || cancelledOn > title.validUntil))
      throw change.refusal('撤销日期应在有效期内，且晚于起始日');
    await change.query(
      `UPDATE recognition SET cancelled_on = $4, valid_until = $4::date - 1
        WHERE uscc = $1 AND tier = $2 AND valid_from = $3`,
      [uscc, tier, validFrom, cancelledOn],
    );
    await renewTiers([uscc], change);
    return { uscc };
  }
}

/** Every row against the rules, against what is known, and against the rows before it. */
async function checked(
  rows: readonly RecognitionRow[],
  change: OpenChange,
): Promise<{ recognitions: NewRecognition[]; problems: RowProblem[] }> {
  const usccs = [...new Set(rows.map(({ uscc }) => uscc))];
  const known = await change.known(Cultivation, usccs);
  const titles = await titlesOf(usccs, change);
  const recognitions: NewRecognition[] = [];
  const problems: RowProblem[] = [];
  rows.forEach((row, index) => {
    const read = textsOfRow(row);
    const problem =
      typeof read === 'string'
        ? read
        : !known.has(read.uscc)
          ? '没有该企业的记录'
          : problemOfRecognition(read, titles, change.today);
    if (problem !== undefined || typeof read === 'string') {
      problems.push({ row: index + 1, problem: problem ?? '' });
      return;
    }
    recognitions.push(read);
    titles.push({ ...read, cancelledOn: null });
  });
  return { recognitions, problems };
}

function titlesOf(usccs: readonly string[], change: OpenChange): Promise<Title[]> {
  return change.query<Title>(
    `SELECT uscc, tier, valid_from::text AS "validFrom", valid_until::text AS "validUntil",
            cancelled_on::text AS "cancelledOn" FROM recognition WHERE uscc = ANY($1)`,
    [usccs],
  );
}

async function write(recognitions: readonly NewRecognition[], change: OpenChange): Promise<void> {
  await change.query(
    `INSERT INTO recognition (uscc, tier, batch, document_no, valid_from, valid_until)
     SELECT r.uscc, r.tier, r.batch, r."documentNo", r."validFrom", r."validUntil"
       FROM json_to_recordset($1) AS r(uscc text, tier text, batch text, "documentNo" text, "validFrom" date, "validUntil" date)`,
    [JSON.stringify(recognitions)],
  );
  await renewTiers([...new Set(recognitions.map(({ uscc }) => uscc))], change);
}

/** 当前梯次 is the highest title in force: it follows from the recognitions in the same transaction. */
async function renewTiers(usccs: readonly string[], change: OpenChange): Promise<void> {
  await change.query(
    `UPDATE cultivation e SET tier = (
       SELECT p.tier FROM recognition p WHERE p.uscc = e.uscc AND $2::date BETWEEN p.valid_from AND p.valid_until
        ORDER BY array_position($3::text[], p.tier::text) DESC LIMIT 1)
      WHERE e.uscc = ANY($1)`,
    [usccs, change.today, Object.values(SrdiTier)],
  );
}
