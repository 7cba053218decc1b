/** Rules beside the compiler's: templates of the elements, and what the style of this code rests on. */
import eslintPluginLit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.cache/**', 'storybook-static/**', 'pictures/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-redeclare': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    ...eslintPluginLit.configs['flat/recommended'],
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    plugins: { wc, 'lit-a11y': litA11y },
    rules: {
      'wc/no-constructor-attributes': 'error',
      'wc/no-self-class': 'error',
      'lit-a11y/alt-text': 'error',
      'lit-a11y/aria-attr-valid-value': 'error',
      'lit-a11y/aria-attrs': 'error',
      'lit-a11y/aria-role': 'error',
      'lit-a11y/tabindex-no-positive': 'error',
      'lit-a11y/no-autofocus': 'error',
    },
  },
);
