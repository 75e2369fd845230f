/** Cloning at the simulated hypervisor, choosing how commands misbehave, and setting everything back. */
import { ActForm } from '@/components/forms/act-form'
import { FormAddress, FormChoice, FormText } from '@/components/forms/fields'
import { SelectField } from '@/components/ui/select-field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import { PRESETS, WORLD_COMMANDS, type Scenario, type World } from './world-types'

type Common = { action: FormAction; t: Translate }
/** What the manual's example calls the replacement; anything else works as well. */
export type CloneExample = { readonly name: string; readonly ip: string; readonly serviceIp: string }

export function CloneForm({ templates, example, action, t }: Common & { templates: World['templates']; example: CloneExample }) {
  return (
    <ActForm action={action} hidden={{ act: 'clone' }} id="clone" labels={{ name: t('world.clone.name'), ip: t('world.clone.ip'), serviceIp: t('world.clone.serviceIp') }}>
      <SelectField name="template" label={t('world.clone.template')} options={templates.map(({ name, version }) => [name, `${name} ${version}`])} />
      <FormText name="name" required mono width="short" translate="no" label={t('world.clone.name')} initial={example.name} />
      <FormAddress name="ip" required label={t('world.clone.ip')} initial={example.ip} />
      <FormAddress name="serviceIp" required label={t('world.clone.serviceIp')} initial={example.serviceIp} />
      <FormChoice name="power" required columns label={t('world.clone.power')} initial="off" options={(['off', 'on'] as const).map((value) => ({ value, label: t(`choices.power.${value}`) }))} />
      <div><SubmitButton look="secondary" pending={t('world.pending')}>{t('world.clone.button')}</SubmitButton></div>
    </ActForm>
  )
}

const commandName = (t: Translate, command: string): string => (command === 'anyChange' ? t('world.scenario.command.anyChange') : `vmiunit ${command}`)

export function ScenarioForms({ coming, action, t }: Common & { coming: readonly Scenario[] }) {
  return (
    <>
      <ActForm action={action} hidden={{ act: 'scenario' }} id="scenario" className="flex flex-wrap items-end gap-4">
        <SelectField name="command" label={t('world.scenario.command')} options={WORLD_COMMANDS.map((command) => [command, commandName(t, command)])} />
        <SelectField name="preset" label={t('world.scenario.what')} options={PRESETS.map((preset) => [preset, t(`world.preset.${preset}`)])} />
        <SelectField name="times" label={t('world.scenario.times')} options={[['once', t('world.scenario.times.once')], ['always', t('world.scenario.times.always')]]} />
        <SubmitButton look="secondary" pending={t('world.pending')}>{t('world.scenario.button')}</SubmitButton>
      </ActForm>
      <h3 className="mt-6 text-h3">{t('world.scenario.coming')}</h3>
      {coming.length === 0 ? <p>{t('world.scenario.coming.none')}</p> : (
        <>
          <ol className="list-decimal ps-6">
            {coming.map(({ command, preset, times }, index) => (
              <li key={index}>{t('world.scenario.line', { command: commandName(t, command), what: t.lookUp(`world.preset.${preset}`) ?? preset, times: times === null ? t('world.scenario.times.always') : t('world.scenario.times.n', { n: times }) })}</li>
            ))}
          </ol>
          <ActForm action={action} hidden={{ act: 'clear' }} id="clear" className="mt-3">
            <SubmitButton look="secondary" pending={t('world.pending')}>{t('world.scenario.clear')}</SubmitButton>
          </ActForm>
        </>
      )}
    </>
  )
}

export function ResetForm({ action, t }: Common) {
  return (
    <ActForm action={action} hidden={{ act: 'reset' }} id="reset" className="mt-3">
      <SubmitButton look="secondary" pending={t('world.pending')}>{t('world.reset.button')}</SubmitButton>
    </ActForm>
  )
}
