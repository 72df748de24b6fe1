// The package declares its whole converters only; the table is a text, `憑 凭|…`, the first of several choices first.
declare module 'opencc-js/dict/TSCharacters' {
  const characters: string;
  export { characters as default };
}
