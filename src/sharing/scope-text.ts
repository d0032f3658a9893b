/** Which enterprises a scope reaches, in words. */
export function describeScope(scope: {
  readonly divisions?: readonly string[] | 'own';
  readonly tiers?: readonly string[];
  readonly self?: string;
}): string {
  const { divisions, tiers, self } = scope;
  const listed = divisions === 'own' ? '系统所代表的' : divisions?.join('、') || '（未声明）';
  return [
    ...(divisions === undefined ? [] : [`行政区划 ${listed}`]),
    ...(tiers === undefined ? [] : [`梯次 ${tiers.join('、')}`]),
    ...(self === undefined ? [] : ['仅本企业']),
  ].join('；');
}
