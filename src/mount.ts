import './assets/first.css'
import { disposePinia, type Pinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { clearPlace, crash, reload, showCrashesWith } from './crash.ts'
import { completeTexts, createTexts, speak } from './i18n/index.ts'
import type { LoadedTexts } from './i18n/texts.ts'
import { usePortalStore } from './stores/portal.ts'
import { fetchLater, later, laterNeeds } from './views/later.ts'

/** Puts the user interface on the page: in the language that was guessed, until the portal has told its own. */
export async function mount(pinia: Pinia, guessed: LoadedTexts): Promise<void> {
  const texts = createTexts(guessed)
  laterNeeds(() => completeTexts(texts))
  const portal = usePortalStore(pinia)
  watch(() => portal.portal?.language, async (language) => {
    if (language !== undefined && language !== guessed.locale) await speak(texts, language)
  })

  const app = createApp(App).use(pinia).use(texts)
  app.config.errorHandler = crash
  showCrashesWith(async (code) => {
    const { default: CrashView } = await later.crash()
    disposePinia(pinia)
    createApp(CrashView, { code, onReload: reload }).use(texts).mount(clearPlace())
  })
  app.mount('#app')
  await fetchLater()
}
