/** 使用用途: the measures of the plan (M01…M22) and its safeguards (G1…G3, 保障措施一至三) that a question may serve. */
export const purposes: ReadonlyMap<string, string> = new Map([
  ['M01', '梯度培育体系'],
  ['M02', '培育库'],
  ['M03', '小巨人重点帮扶'],
  ['M04', '三位一体发展'],
  ['M05', '专项资金奖励'],
  ['M06', '专项引导基金'],
  ['M07', '减税降费与房租减免'],
  ['M08', '政府采购支持'],
  ['M09', '融资直达快车'],
  ['M10', '股权交易中心挂牌展示'],
  ['M11', '小巨人企业上市'],
  ['M12', '创新主体作用'],
  ['M13', '产学研对接与成果转化'],
  ['M14', '知识产权支持与应用'],
  ['M15', '大中小融通发展'],
  ['M16', '智能制造转型升级'],
  ['M17', '产业链整合'],
  ['M18', '能源要素保障'],
  ['M19', '星级管家服务'],
  ['M20', '市场推广服务'],
  ['M21', '发展培训服务'],
  ['M22', '产业协同服务'],
  ['G1', '协调推进与资金保障'],
  ['G2', '帮扶重点企业'],
  ['G3', '目标考核'],
]);

/** The purpose of acts about sharing itself — applying, answering, signing: every participant's, and no agreement's. */
export const SHARING_PURPOSE = 'SHARING';

/** The purpose of an enterprise that reads what is held about itself; no unit carries it. */
export const SELF_PURPOSE = 'SELF';
