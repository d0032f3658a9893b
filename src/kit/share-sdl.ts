import { consumerUnits } from './unit-directory';

/** Every owner that `@share` may name: the 22 units of the plan, and the hub for what it holds itself. */
const unitCodes = ['HUB', ...consumerUnits.map((unit) => unit.code)];

/** Head of every subgraph: what it imports from Federation 2, and the sharing directive with its words. */
export const shareSdl = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@inaccessible", "@composeDirective"])
  @link(url: "https://srdi-hub.example/share/v1.0", import: ["@share"])
  @composeDirective(name: "@share")

"""共享属性：谁可以得到这个字段、依据什么"""
directive @share(attr: ShareAttribute!, level: Int!, owner: UnitCode!, basis: String!, zh: String!, update: UpdateCycle) on FIELD_DEFINITION

enum ShareAttribute {
  "向社会开放"
  OPEN
  "无条件共享"
  UNCONDITIONAL
  "有条件共享"
  CONDITIONAL
  "经企业授权共享"
  CONSENT
  "仅以是否判断共享"
  PREDICATE
  "不予共享"
  WITHHELD
}

enum UpdateCycle { REALTIME DAILY MONTHLY QUARTERLY YEARLY }

enum UnitCode { ${unitCodes.join(' ')} }
`;
