import { disposePinia, type Pinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { clearPlace, crash, reload, showCrashesWith } from './crash.ts'
import { createTexts, speak } from './i18n/index.ts'
import { usePortalStore } from './stores/portal.ts'
import CrashView from './views/CrashView.vue'

/** Puts the user interface on the page, in the portal's language. */
export async function mount(pinia: Pinia): Promise<void> {
  const texts = createTexts()
  const portal = usePortalStore(pinia)
  await speak(texts, portal.portal?.language ?? guessLanguage())
  watch(() => portal.portal?.language, language => language !== undefined && void speak(texts, language))

  const app = createApp(App).use(pinia).use(texts)
  app.config.errorHandler = crash
  showCrashesWith((code) => {
    disposePinia(pinia)
    createApp(CrashView, { code, onReload: reload }).use(texts).mount(clearPlace())
  })
  app.mount('#app')
}

/** Until the portal has answered: it opens the app with its LANG in the address. Outside a portal, the browser's. */
function guessLanguage(): string {
  return new URLSearchParams(location.search).get('LANG') ?? navigator.language.split('-')[0] ?? 'en'
}
