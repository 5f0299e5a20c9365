import pluginVue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** `npm run check` leaves out the rules that need types: finding the types takes longer than all else. */
const isQuick = process.env.UNREAD_QUICK !== undefined

/** Only single-file components, which need a parser of their own; oxlint.config.mjs looks at all other code. */
export default defineConfig([{
  files: ['**/*.vue'],
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, pluginVue.configs['flat/recommended']],
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  languageOptions: {
    parserOptions: {
      projectService: !isQuick,
      tsconfigRootDir: import.meta.dirname,
      extraFileExtensions: ['.vue'],
      parser: tseslint.parser,
    },
  },
  rules: {
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
    // It does not see that a prop is optional.
    '@typescript-eslint/no-useless-default-assignment': 'off',
    // Types and `@default` say it; a factory for every optional prop says it less well.
    'vue/require-default-prop': 'off',
    'vue/multiline-html-element-content-newline': 'off',
    'vue/max-attributes-per-line': 'off',
    'vue/singleline-html-element-content-newline': 'off',
    // Vue draws a component that is not imported as an unknown element, and only warns.
    'vue/no-undef-components': 'error',
    'vue/html-self-closing': ['error', { html: { void: 'never', normal: 'always', component: 'always' } }],
  },
}, ...(isQuick ? [tseslint.configs.disableTypeChecked] : [])])
