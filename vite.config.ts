import { availableParallelism } from 'node:os'
import bitrix24Ui from '@bitrix24/b24ui-nuxt/vite'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import type { Connect, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import project from './package.json' with { type: 'json' }
import { dropUnusedTokens } from './build/drop-unused-tokens.ts'
import { firstChunks } from './build/first-chunks.ts'
import { kitCss } from './build/kit-css.ts'
import { listLicences } from './build/licences.ts'
import { splitVueUse } from './build/split-vueuse.ts'
import { pagePolicy } from './build/page-policy.ts'
import { precompress } from './build/precompress.ts'
import { sizeBudget } from './build/size-budget.ts'
import { narrowVueImports } from './build/narrow-vue-imports.ts'
import { slimKitApp } from './build/slim-kit-app.ts'
import { slimSdk } from './build/slim-sdk.ts'

/**
 * A portal opens an app by a form POST (a static server would answer 405); the page never reads the body.
 */
function answerPostWithThePage(): Plugin {
  const asGet: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.method === 'POST') {
      request.method = 'GET'
      request.resume()
    }
    next()
  }
  return {
    name: 'unread:answer-post',
    configureServer: server => void server.middlewares.use(asGet),
    configurePreviewServer: server => void server.middlewares.use(asGet),
  }
}

export default defineConfig({
  base: './',
  define: { appVersion: JSON.stringify(project.version) },
  build: {
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long a plugin took is of no interest to whoever builds on a busy machine.
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: firstChunks } },
    },
  },
  plugins: [
    answerPostWithThePage(),
    pagePolicy(),
    listLicences(),
    sizeBudget(),
    narrowVueImports(),
    slimSdk(),
    slimKitApp(),
    splitVueUse(),
    kitCss(),
    dropUnusedTokens(),
    precompress(),
    vue({ features: { optionsAPI: false } }),
    vueI18n({ include: ['src/i18n/messages/**'], dropMessageCompiler: true, fullInstall: false }),
    bitrix24Ui({
      router: false,
      colorMode: false,
      autoImport: false,
      components: false,
      dts: false,
      experimental: { componentDetection: true },
      // The kit's buttons have one line. A translation may need two, and any text may in a wide font.
      b24ui: {
        button: {
          slots: {
            base: 'h-auto min-h-(--ui-btn-height) max-w-full leading-tight',
            baseLine: 'h-auto min-h-(--ui-btn-height)',
            label: 'h-auto min-w-0 py-1 text-start',
            labelInner: 'overflow-visible text-clip whitespace-normal wrap-break-word',
          },
        },
      },
    }),
  ],
  test: {
    // Ten thousand texts full of tags take a while on a busy machine.
    testTimeout: 60_000,
    // With two cores, both work.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    experimental: { fsModuleCache: true },
    // A test leaves nothing behind, so files can share a worker: half the time.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: ['tests/components/setup.ts'],
          server: { deps: { inline: [/@bitrix24\/b24ui-nuxt/] } },
        },
      },
    ],
  },
})
