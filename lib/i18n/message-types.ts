/** What an area's file must look like, and which values a message asks for. Types only. */

/** The shape of the English file of an area: exactly the keys of the Japanese one. */
export type Translated<Japanese> = { readonly [K in keyof Japanese]: string }

type Trimmed<S extends string> = S extends `${infer Head},${string}` ? Head : S

/** Names in braces: `{n}`, and `{n, plural, …}`. */
export type ValueNames<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}` ? Trimmed<Inside> | ValueNames<Rest> : never

/** Names of tags: `<F></F>`, a place for an element such as a server chip. */
export type TagNames<Text extends string> = Text extends `${string}</${infer Name}>${infer Rest}` ? Name | TagNames<Rest> : never
