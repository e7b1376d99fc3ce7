import parser from '@typescript-eslint/parser'
import reactHooks from 'eslint-plugin-react-hooks'

// The rules of hooks and of the React Compiler, for the hooks that we publish. Everything else is Biome's.
export default [
  {
    ...reactHooks.configs.flat['recommended-latest'],
    files: ['packages/react/src/**/*.{ts,tsx}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
]
