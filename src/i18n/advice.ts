import { useI18n } from 'vue-i18n'

/** What an administrator can do about a failure, by its kind. What the advice quotes is called as it is where it stands. */
export function useAdvice() {
  const { t } = useI18n()
  return (kind: string): string => t(`advice.${kind}`, { rate: t('settings.refreshRateItems.calm.label'), repair: t('settings.repair') })
}
