/** What graphql-js says, in Chinese; a text that is not listed is kept behind a Chinese head. */
const translations: readonly (readonly [pattern: RegExp, chinese: string])[] = [
  [/^Cannot query field "(\w+)" on type "(\w+)"\.?.*$/s, '类型 $2 没有字段 $1'],
  [/^Unknown argument "(\w+)" on field "([\w.]+)"\.?.*$/s, '字段 $2 没有参数 $1'],
  [
    /^Field "([\w.]+)" argument "(\w+)" of type "(.+?)" is required, but it was not provided\.$/s,
    '字段 $1 缺少参数 $2（$3）',
  ],
  [
    /^Field "([\w.]+)" of type "(.+?)" must have a selection of subfields\..*$/s,
    '字段 $1（$2）需要选择下级字段',
  ],
  [
    /^Field "(\w+)" must not have a selection since type "(.+?)" has no subfields\.$/s,
    '字段 $1（$2）没有下级字段',
  ],
  [/^Value "(.*?)" does not exist in "(\w+)" enum\.?.*$/s, '$2 没有取值 $1'],
  [/^Enum "(\w+)" cannot represent non-enum value: (.*?)\.?$/s, '$1 没有取值 $2'],
  [
    /^Variable "(\$\w+)" got invalid value (.*?); Value "(.*?)" does not exist in "(\w+)" enum\..*$/s,
    '变量 $1：$4 没有取值 $3',
  ],
  [/^Variable "(\$\w+)" of required type "(.+?)" was not provided\.$/s, '缺少变量 $1（$2）'],
  [/^Variable "(\$\w+)" of non-null type "(.+?)" must not be null\.$/s, '变量 $1（$2）不得为空'],
  [/^Variable "(\$\w+)" got invalid value .*?; Expected type "\w+"\. (.*)$/s, '变量 $1：$2'],
  [/^Variable "(\$\w+)" got invalid value (.*?); (.*)$/s, '变量 $1：$3'],
  [/^Expected value of type "\w+!?", found .*?; (.*)$/s, '$1'],
  [/^Expected value of type "(.+?)", found (.*?)\.$/s, '应为 $1，得到 $2'],
  [
    /^(Int|Float|Boolean|String|ID) cannot represent (?:a )?(?:non-\S+ )?(?:\S+ )*?value: (.*)$/s,
    '应为 $1，得到 $2',
  ],
  [/^Syntax Error: (.*)$/s, '查询语法有误（$1）'],
  [/^Document contains more than (\d+) tokens\. Parsing aborted\.$/s, '查询过长（超过 $1 个词），请拆分查询'],
  [/^Unknown type "(\w+)"\.?.*$/s, '没有类型 $1'],
  [/^Unknown fragment "(\w+)"\.$/s, '没有片段 $1'],
  [/^Unknown directive "(@\w+)"\.$/s, '没有指令 $1'],
  [/^Variable "(\$\w+)" is not defined.*$/s, '变量 $1 没有声明'],
  [/^Variable "(\$\w+)" is never used.*$/s, '变量 $1 没有用到'],
  [/^Fragment "(\w+)" is never used\.$/s, '片段 $1 没有用到'],
  [/^Cannot spread fragment "(\w+)" within itself.*$/s, '片段 $1 引用了自己'],
  [/^Introspection is not allowed.*$/s, '此处不提供模式自省'],
  [/^GraphQL introspection has been disabled.*$/s, '此处不提供模式自省'],
  [/^GraphQL operations must contain a non-empty `query`.*$/s, '请求缺少 query'],
  [
    /^This operation has been blocked as a potential Cross-Site Request Forgery.*$/s,
    '请以 Content-Type: application/json 发送 POST',
  ],
  [/^Operation batching disabled\.$/s, '不支持批量请求，请逐个发送'],
  [
    /^POST body missing, invalid Content-Type, or JSON object has no keys\.$/s,
    '请求体应为 JSON 对象，含 query',
  ],
];

const CHINESE = /[\u4e00-\u9fff]/;

/** One Chinese line for one message of the GraphQL library; messages of ours pass as they are. */
export function explainInChinese(message: string): string {
  for (const [pattern, chinese] of translations)
    if (pattern.test(message)) {
      const said = message.replace(pattern, chinese);
      return said.startsWith('输入有误') ? said : `输入有误：${said}`;
    }
  if (CHINESE.test(message)) return message;
  return `输入有误：${message}`;
}
