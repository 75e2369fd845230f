import { expect, test } from '../fixtures/test'
import { LOCALES } from '../fixtures/example'

for (const locale of LOCALES) {
  test(`every ready person enters by one press and sees what needs them (${locale})`, async ({ enter }) => {
    for (const part of ['builder', 'manager', 'administrator', 'observer'] as const) {
      const person = await enter(null, { locale })
      await person.signIn(part)
      await expect(person.heading).toHaveText(person.t('home.title'))
    }
  })
}
