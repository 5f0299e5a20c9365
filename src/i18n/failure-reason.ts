import { useI18n } from 'vue-i18n'
import type { Failure } from '../domain/failure.ts'

/** Why something a person did has failed, in a few words. */
export function useFailureReason() {
  const { t } = useI18n()
  return ({ kind }: Failure): string => {
    if (kind === 'rejected') return t('actions.refused')
    return kind === 'operating' ? t('peek.paused') : t(`failures.${kind}.title`)
  }
}
