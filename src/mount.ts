import './assets/first.css'
import { until } from '@vueuse/core'
import { disposePinia, type Pinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { clearPlace, crash, reload, showCrashesWith } from './browser/crash.ts'
import { loadDeferredMessages, createI18nPlugin, setLocale } from './i18n/index.ts'
import type { LoadedMessages } from './i18n/load-messages.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'
import { prefetchAsyncViews, asyncViews, setDeferredNeeds } from './views/async-views.ts'

/** How long what comes later waits for the first numbers, in ms: it would hold them up. */
const longestSilence = 5_000

/** Puts the user interface on the page: in the language that was guessed, until the portal has told its own. */
export async function mount(pinia: Pinia, guessed: LoadedMessages): Promise<void> {
  const texts = createI18nPlugin(guessed)
  setDeferredNeeds(() => loadDeferredMessages(texts))
  const connection = useConnectionStore(pinia)
  watch(() => connection.portal?.language, async (language) => {
    if (language !== undefined && language !== guessed.locale) await setLocale(texts, language)
  })

  const app = createApp(App).use(pinia).use(texts)
  app.config.errorHandler = crash
  showCrashesWith(async (code) => {
    const { default: CrashView } = await asyncViews.crash()
    disposePinia(pinia)
    createApp(CrashView, { code, onReload: reload }).use(texts).mount(clearPlace())
  })
  app.mount('#app')
  const sync = useSyncStore(pinia)
  await until(() => sync.state).not.toBe('loading', { timeout: longestSilence })
  await prefetchAsyncViews()
}
