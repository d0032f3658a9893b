/** The texts of one GraphiQL source file: each piece of code as it stands there, and what we put in its place. */
interface EditorLabels {
  /** Path below node_modules. */
  readonly file: string;
  readonly texts: readonly (readonly [original: string, chinese: string])[];
}

const docs = '@graphiql/plugin-doc-explorer/dist';
const toolkit = '@graphiql/react/dist';

/** GraphiQL has no translations of its own, so its fixed English texts are replaced at build time. */
export const editorLabels: readonly EditorLabels[] = [
  {
    file: 'graphiql/dist/GraphiQL.js',
    texts: [
      ['newTab: "New tab"', 'newTab: "新建标签页"'],
      ['"Editor Commands"', '"编辑器命令"'],
      ['"Operation Editor"', '"查询编辑器"'],
      ['children: "Variables"', 'children: "变量"'],
      ['"variables" ? "Variables" : "Headers"', '"variables" ? "变量" : "请求头"'],
      ['? "Show" : "Hide"} editor tools`', '? "展开" : "收起"}变量编辑器`'],
      ['"Select active operation"', '"选择标签页"'],
    ],
  },
  {
    file: 'graphiql/dist/ui/toolbar.js',
    texts: [
      ['`Prettify query (', '`整理格式 ('],
      ['`Merge fragments into query (', '`把片段并入查询 ('],
      ['`Copy query (', '`复制查询 ('],
    ],
  },
  {
    file: 'graphiql/dist/ui/sidebar.js',
    texts: [
      ['`Re-fetch GraphQL schema (', '`重新读取数据模型 ('],
      ['"Open short keys dialog"', '"快捷键"'],
      ['"Open settings dialog"', '"设置"'],
      ['? "Hide" : "Show"} ${', '? "收起" : "打开"}${'],
      ['children: "Short Keys"', 'children: "快捷键"'],
      [
        '"This modal provides a list of available keyboard shortcuts and their functions."',
        '"可用的快捷键及其作用"',
      ],
      ['children: "Settings"', 'children: "设置"'],
      [
        '"This modal lets you adjust header persistence, interface theme, and clear local storage."',
        '"调整界面外观，清除本机保存的内容"',
      ],
      ['children: "Theme"', 'children: "外观"'],
      ['"Adjust how the interface appears."', '"选择浅色或深色界面。"'],
      ['children: "System"', 'children: "跟随系统"'],
      ['children: "Light"', 'children: "浅色"'],
      ['children: "Dark"', 'children: "深色"'],
      ['children: "Clear storage"', 'children: "清除本机内容"'],
      ['"Remove all locally stored data and start fresh."', '"删除保存在本浏览器的标签页与历史记录。"'],
      ['success: "Cleared data"', 'success: "已清除"'],
      ['error: "Failed"', 'error: "清除失败"'],
      ['|| "Clear data"', '|| "清除"'],
    ],
  },
  {
    file: 'graphiql/dist/ui/short-keys.js',
    texts: [
      ['"Execute query"', '"执行查询"'],
      [
        '"Open the Command Palette (you must have focus in the editor)"',
        '"打开命令面板（光标须在编辑器内）"',
      ],
      ['"Prettify editors"', '"整理格式"'],
      ['"Copy query"', '"复制查询"'],
      ['"Re-fetch schema using introspection"', '"重新读取数据模型"'],
      ['"Search in documentation"', '"搜索文档"'],
      ['"Search in editor"', '"在编辑器内查找"'],
      ['"Merge fragments definitions into operation definition"', '"把片段并入查询"'],
      ['children: "Short Key"', 'children: "按键"'],
      ['children: "Function"', 'children: "作用"'],
    ],
  },
  {
    file: `${toolkit}/components/execute-button/index.js`,
    texts: [['${isRunning ? "Stop" : "Execute"} query (', '${isRunning ? "停止" : "执行"}查询 (']],
  },
  { file: `${toolkit}/components/dialog/index.js`, texts: [['"Close dialog"', '"关闭对话框"']] },
  { file: `${toolkit}/components/tabs/index.js`, texts: [['"Close Tab"', '"关闭标签页"']] },
  { file: `${toolkit}/utility/tabs.js`, texts: [['"<untitled>"', '"未命名"']] },
  {
    // No font travels with the bundle: the system's monospaced one also covers Chinese. Chinese notes are long: wrap.
    file: `${toolkit}/utility/create-editor.js`,
    texts: [
      ['"\\"Fira Code\\""', '"ui-monospace, Consolas, Menlo, \'Noto Sans Mono CJK SC\', monospace"'],
      ['scrollBeyondLastLine: false,', 'scrollBeyondLastLine: false, wordWrap: "on",'],
    ],
  },
  {
    file: `${toolkit}/constants.js`,
    texts: [
      ['label: "Prettify Editors"', 'label: "整理格式"'],
      ['label: "Merge Fragments into Query"', 'label: "把片段并入查询"'],
      ['label: "Run Operation"', 'label: "执行查询"'],
      ['label: "Copy Query"', 'label: "复制查询"'],
    ],
  },
  {
    file: `${toolkit}/stores/execution.js`,
    texts: [
      ['"Automatically added leaf fields"', '"自动补上的字段"'],
      ['`Request not sent. ${', '`请求未发出：${'],
      ['"Variables" : "Request headers"} ${', '"变量有误：" : "请求头有误："}${'],
    ],
  },
  {
    file: `${docs}/context.js`,
    texts: [
      ['"Documentation Explorer"', '"文档"'],
      ['"Docs"', '"文档"'],
    ],
  },
  {
    file: `${docs}/components/doc-explorer.js`,
    texts: [
      ['"Error fetching schema"', '"未能读取数据模型"'],
      ['"Schema is invalid: "', '"数据模型有误："'],
      ['"No GraphQL schema available"', '"没有可用的数据模型"'],
      ['`Go back to ${', '`返回${'],
      ['"Documentation Explorer"', '"文档"'],
    ],
  },
  {
    file: `${docs}/components/schema-documentation.js`,
    texts: [
      [
        '"A GraphQL schema provides a root type for each kind of operation."',
        '"从根类型开始浏览全部类型与字段。"',
      ],
      ['"Root Types"', '"根类型"'],
      ['"All Schema Types"', '"全部类型"'],
    ],
  },
  {
    file: `${docs}/components/field-documentation.js`,
    texts: [
      ['title: "Type"', 'title: "类型"'],
      ['title: "Arguments"', 'title: "参数"'],
      ['title: "Deprecated Arguments"', 'title: "停用的参数"'],
      ['"Show Deprecated Arguments"', '"显示停用的参数"'],
      ['title: "Directives"', 'title: "指令"'],
    ],
  },
  {
    file: `${docs}/components/type-documentation.js`,
    texts: [
      ['title: "Implements"', 'title: "实现的接口"'],
      ['title: "Fields"', 'title: "字段"'],
      ['title: "Deprecated Fields"', 'title: "停用的字段"'],
      ['"Show Deprecated Fields"', '"显示停用的字段"'],
      ['title: "Enum Values"', 'title: "枚举值"'],
      ['title: "Deprecated Enum Values"', 'title: "停用的枚举值"'],
      ['"Show Deprecated Values"', '"显示停用的枚举值"'],
      ['"Implementations" : "Possible Types"', '"实现类型" : "可能的类型"'],
    ],
  },
  {
    // The icons of the sections above are looked up by title.
    file: `${docs}/components/section.js`,
    texts: [
      ['  Arguments:', '  参数:'],
      ['"Deprecated Arguments":', '停用的参数:'],
      ['"Deprecated Enum Values":', '停用的枚举值:'],
      ['"Deprecated Fields":', '停用的字段:'],
      ['  Directives:', '  指令:'],
      ['"Enum Values":', '枚举值:'],
      ['  Fields:', '  字段:'],
      ['  Implements:', '  实现的接口:'],
      ['  Implementations:', '  实现类型:'],
      ['"Possible Types":', '可能的类型:'],
      ['"Root Types":', '根类型:'],
      ['  Type:', '  类型:'],
      ['"All Schema Types":', '全部类型:'],
    ],
  },
  {
    file: `${docs}/components/search.js`,
    texts: [
      ['"No results found"', '"没有找到"'],
      ['"Other results"', '"其他结果"'],
    ],
  },
  {
    file: `${docs}/components/argument.js`,
    texts: [['children: "Deprecated"', 'children: "已停用"']],
  },
  {
    file: `${docs}/components/deprecation-reason.js`,
    texts: [['children: "Deprecated"', 'children: "已停用"']],
  },
  {
    file: '@graphiql/plugin-history/dist/index.js',
    texts: [['title: "History"', 'title: "历史"']],
  },
  {
    file: '@graphiql/plugin-history/dist/components.js',
    texts: [
      ['"History"', '"历史"'],
      ['success: "Cleared"', 'success: "已清空"'],
      ['error: "Failed to Clear"', 'error: "清空失败"'],
      ['|| "Clear" }', '|| "清空" }'],
      ['"Type a label"', '"输入名称"'],
      ['children: "Save"', 'children: "保存"'],
      ['"Set active"', '"载入编辑器"'],
      ['"Edit label"', '"改名"'],
      ['"Remove favorite" : "Add favorite"', '"取消收藏" : "收藏"'],
      ['"Delete from history"', '"从历史中删除"'],
    ],
  },
  {
    file: '@graphiql/plugin-explorer/dist/index.js',
    texts: [['title: "GraphiQL Explorer"', 'title: "字段勾选"']],
  },
  {
    file: 'graphiql-explorer/dist/Explorer.js',
    texts: [
      [
        "'Remove the variable' : 'Extract the current value into a GraphQL variable'",
        "'去掉变量' : '改为变量'",
      ],
      ["'Extract selections into a new reusable fragment'", "'提取为片段'"],
      ["'Add new'", "'添加'"],
      ["title: 'Explorer'", "title: '字段勾选'"],
    ],
  },
];
