import { defineConfig } from 'oxlint'

/*
 * Everything but the templates and the types of single-file components, which ESLint looks at (eslint.config.ts).
 */

/**
 * The rooms of src/. A file may import from its own room and from those it names.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const mayImport = {
  domain: [],
  browser: [],
  bitrix24: ['domain', 'browser'],
  storage: ['domain', 'browser'],
  polling: ['storage', 'domain', 'browser'],
  composables: ['domain', 'browser'],
  stores: ['composables', 'polling', 'storage', 'bitrix24', 'domain', 'browser'],
  i18n: ['domain'],
  components: ['composables', 'i18n', 'domain', 'browser'],
  views: ['stores', 'components', 'composables', 'i18n', 'domain', 'browser'],
}

const rooms = Object.keys(mayImport)

/** @param {string} room */
const forbidden = room => [
  ...rooms.filter(other => other !== room && !mayImport[room].includes(other)).map(other => ({
    regex: `^(?:\\.\\./)+${other}/`,
    message: `src/${room} does not import src/${other}: data flows one way (see docs/architecture.md).`,
  })),
  ...(room === 'bitrix24' ? [] : [{ group: ['@bitrix24/b24jssdk'], message: 'Only src/bitrix24 knows the SDK.' }]),
]

/** @param {readonly string[]} names */
const errors = names => Object.fromEntries(names.map(name => [name, 'error']))

/** Of the sets "strict" and "stylistic" of typescript-eslint, what is not in the category "correctness". */
const typescript = {
  ...errors([
    'adjacent-overload-signatures', 'array-type', 'ban-tslint-comment', 'class-literal-property-style', 'consistent-generic-constructors',
    'consistent-indexed-object-style', 'consistent-type-assertions', 'consistent-type-definitions', 'dot-notation', 'no-confusing-non-null-assertion',
    'no-deprecated', 'no-dynamic-delete', 'no-empty-object-type', 'no-explicit-any', 'no-extraneous-class', 'no-generated-empty-object-type',
    'no-import-type-side-effects', 'no-inferrable-types', 'no-invalid-void-type', 'no-misused-promises', 'no-mixed-enums', 'no-namespace',
    'no-non-null-asserted-nullish-coalescing', 'no-non-null-assertion', 'no-require-imports', 'no-unnecessary-boolean-literal-compare',
    'no-unnecessary-condition', 'no-unnecessary-template-expression', 'no-unnecessary-type-arguments', 'no-unnecessary-type-assertion',
    'no-unnecessary-type-constraint', 'no-unnecessary-type-conversion', 'no-unnecessary-type-parameters', 'no-unsafe-argument', 'no-unsafe-assignment',
    'no-unsafe-call', 'no-unsafe-enum-comparison', 'no-unsafe-function-type', 'no-unsafe-member-access', 'no-unsafe-return',
    'non-nullable-type-assertion-style', 'only-throw-error', 'prefer-find', 'prefer-for-of', 'prefer-function-type', 'prefer-includes',
    'prefer-literal-enum-member', 'prefer-promise-reject-errors', 'prefer-reduce-type-parameter', 'prefer-regexp-exec', 'prefer-return-this-type',
    'prefer-string-starts-ends-with', 'related-getter-setter-pairs', 'require-await', 'restrict-plus-operands', 'unified-signatures',
    'use-unknown-in-catch-callback-variable',
  ].map(name => `typescript/${name}`)),
  'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
  'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
  'typescript/no-meaningless-void-operator': 'off',
  // An empty text is "nothing" just like null: most texts here come from a portal.
  'typescript/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  'typescript/restrict-plus-operands': ['error', { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false }],
  'typescript/restrict-template-expressions': ['error', {
    allowAny: false, allowBoolean: false, allowNever: false, allowNullish: false, allowNumber: true, allowRegExp: false,
  }],
  // Texts and pairs that begin with a text are sorted as they are.
  'typescript/require-array-sort-compare': 'off',
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Composables return functions to take apart.
  'typescript/unbound-method': 'off',
}

export default defineConfig({
  categories: { correctness: 'error' },
  plugins: ['typescript', 'import'],
  options: { typeAware: true, typeCheck: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/', 'test-results/', 'playwright-report/'],
  rules: {
    ...errors(['no-array-constructor', 'no-empty-function', 'no-unused-expressions', 'no-useless-constructor', 'no-var', 'prefer-const', 'prefer-rest-params', 'prefer-spread']),
    'import/extensions': ['error', 'ignorePackages', { checkTypeImports: true }],
    'import/no-cycle': ['error', { ignoreExternal: true, allowUnsafeDynamicCyclicDependency: true }],
    'import/no-duplicates': ['error', { 'prefer-inline': true }],
    'no-console': 'error',
    // A fixture that depends on no other, as Playwright wants it.
    'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
  },
  overrides: [
    { files: ['**/*.ts'], rules: typescript },
    // Scripts have no types that would tell a text from an object.
    { files: ['**/*.mjs'], rules: { 'typescript/no-base-to-string': 'off', 'typescript/restrict-template-expressions': 'off' } },
    ...rooms.map(room => ({ files: [`src/${room}/**`], rules: { 'no-restricted-imports': ['error', { patterns: forbidden(room) }] } })),
    { files: ['scripts/**', 'screens/**', 'emulator/main.ts', 'tests/bench/**'], rules: { 'no-console': 'off' } },
  ],
})
