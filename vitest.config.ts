import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { chromium, chromiumArgs } from './scripts/browsers.ts'

// Tests read the packages' sources, so nothing has to be built first.
const source = '@freshice/source'
const resolve = { conditions: [source, ...defaultClientConditions] }
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } }

// React 18 where React is meant, in the sources and the tests; test/react18.ts does the same for packages.
const react18 = fileURLToPath(new URL('packages/react/node_modules/', import.meta.url))
const alias = [{ find: /^(react|react-dom)(\/.*)?$/, replacement: `${react18}$1-18$2` }]

export default defineConfig({
  test: {
    projects: [
      {
        ssr,
        test: {
          name: 'node',
          include: ['packages/*/test/**/*.test.ts', '{examples/*,docs}/test/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['packages/{react,vue}/**', '**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        plugins: [react(), vue()],
        resolve,
        ssr,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['packages/{react,vue}/test/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        resolve: { ...resolve, alias },
        ssr,
        test: {
          name: 'dom-react18',
          environment: 'happy-dom',
          include: ['packages/react/test/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/*.node.test.ts', '**/node_modules/**'],
          setupFiles: ['packages/react/test/react18.ts'],
        },
      },
      {
        plugins: [vue()],
        resolve: { ...resolve, alias: { '@vueuse/core': 'vueuse-14' } },
        ssr,
        test: {
          name: 'dom-vueuse14',
          environment: 'happy-dom',
          include: ['packages/vue/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        plugins: [react(), vue()],
        resolve,
        // All at once: a dependency found in the middle of a run makes Vite reload the page under the tests.
        optimizeDeps: {
          include: [
            ...['react', 'react/jsx-dev-runtime', 'react-dom', '@testing-library/react'],
            ...['vue', '@vue/test-utils', '@freshice/vue > @vueuse/core'],
          ],
        },
        test: {
          name: 'browser',
          include: ['packages/*/test/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium() ?? '', args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/emulator/**', '**/node_modules/**'],
          // One browser each: their calls mostly wait.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        ssr,
        test: {
          // Apart from the calls, which a busy machine would disturb.
          name: 'emulator',
          include: ['e2e/emulator/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
