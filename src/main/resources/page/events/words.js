export const words = {en: {}, zh: {}};
