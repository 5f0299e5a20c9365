import type { Linter } from 'eslint'
import pluginVue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import { importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The rooms of src/, top to bottom. A file may import from its own room and from those it names, never upwards. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
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

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  pluginVue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
        // For the script of a Vue file, which import-x reads when another file imports it.
        parser: tseslint.parser,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.vue', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true, allowUnsafeDynamicCyclicDependency: true }],
      'import-x/extensions': ['error', 'ignorePackages', { checkTypeImports: true }],
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // An empty text is "nothing" just like null: most texts here come from a portal.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Composables return functions to take apart.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Types and `@default` say it; a factory for every optional prop says it less well.
      'vue/require-default-prop': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      // It does not see that a prop is optional.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // Vue draws a component that is not imported as an unknown element, and only warns.
      'vue/no-undef-components': 'error',
      'vue/html-self-closing': ['error', { html: { void: 'never', normal: 'always', component: 'always' } }],
    },
  },
  ...rooms.map((room): Linter.Config => ({
    files: [`src/${room}/**`],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          ...rooms.filter(other => other !== room && !mayImport[room]?.includes(other)).map(other => ({
            regex: `^(?:\\.\\./)+${other}/`,
            message: `src/${room} does not import src/${other}: data flows one way (see docs/architecture.md).`,
          })),
          ...(room === 'bitrix24' ? [] : [{
            group: ['@bitrix24/b24jssdk'],
            message: 'Only src/bitrix24 knows the SDK.',
          }]),
        ],
      }],
    },
  })),
  {
    files: ['scripts/**', 'screens/**', 'emulator/main.ts', 'tests/bench/**'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
)
