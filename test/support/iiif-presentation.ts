import * as z from 'zod';

/*
 * The IIIF Presentation API 3.0 as far as the archive makes use of it: which properties each kind of resource must and may
 * have by sections 3 to 5 of the specification, and no others, so that a misspelt one is told.
 */

/** 4.4: each language with its texts. `none` is for what is in no language. */
const Language = z.union([z.literal('none'), z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)]);
const LanguageMap = z.record(Language, z.array(z.string()).min(1));
const Address = z.string().regex(/^https?:\/\/[^\s<>"]+$/);
const Format = z.string().regex(/^[a-z]+\/[\w.+-]+$/);
const Pixels = z.number().int().positive();

/** 3.2: a resource elsewhere that is linked to. */
const Linked = z.strictObject({
  id: Address,
  type: z.enum(['Text', 'Dataset', 'Image', 'Video', 'Sound', 'Model']),
  format: Format.optional(),
  label: LanguageMap.optional(),
  profile: z.string().optional(),
  language: z.array(z.string()).optional(),
});
const Labelled = Linked.required({ label: true });

/** 3.1 and 3.2: what any resource may have. */
const MAY = {
  metadata: z.array(z.strictObject({ label: LanguageMap, value: LanguageMap })).optional(),
  summary: LanguageMap.optional(),
  requiredStatement: z.strictObject({ label: LanguageMap, value: LanguageMap }).optional(),
  // 3.1: the address of a licence or a statement, which is no secure one in these two vocabularies.
  rights: z
    .string()
    .regex(/^http:\/\/(creativecommons\.org|rightsstatements\.org)\//)
    .optional(),
  navDate: z.iso.datetime().optional(),
  homepage: z.array(Labelled).optional(),
  rendering: z.array(Labelled).optional(),
  seeAlso: z.array(Linked).optional(),
  thumbnail: z.array(z.looseObject({ id: Address, type: z.literal('Image') })).optional(),
  partOf: z
    .array(
      z.strictObject({
        id: Address,
        type: z.enum(['Collection', 'Manifest', 'Canvas']),
        label: LanguageMap.optional(),
      }),
    )
    .optional(),
  behavior: z.array(z.string()).optional(),
  viewingDirection: z.enum(['left-to-right', 'right-to-left', 'top-to-bottom', 'bottom-to-top']).optional(),
};
const TOP = { '@context': z.literal('http://iiif.io/api/presentation/3/context.json') };

const Selector = z.union([
  z.strictObject({
    type: z.literal('FragmentSelector'),
    conformsTo: z.literal('http://www.w3.org/TR/media-frags/').optional(),
    value: z.string().regex(/^xywh=\d+(\.\d+)?(,\d+(\.\d+)?){3}$/),
  }),
  z.strictObject({ type: z.literal('SvgSelector'), value: z.string().regex(/^<svg [^>]*>.*<\/svg>$/s) }),
]);
const Part = z.strictObject({
  id: Address.optional(),
  type: z.literal('SpecificResource'),
  source: z.union([Address, z.strictObject({ id: Address, type: z.literal('Canvas') })]),
  selector: z.union([Selector, z.array(Selector)]),
});
const Target = z.union([Address, Part, z.strictObject({ id: Address, type: z.literal('Canvas') })]);

const Annotation = z.strictObject({
  id: Address,
  type: z.literal('Annotation'),
  motivation: z.union([z.string(), z.array(z.string())]),
  label: LanguageMap.optional(),
  body: z.union([
    z.strictObject({ id: Address, type: z.literal('Image'), format: Format, width: Pixels, height: Pixels }),
    z.strictObject({
      type: z.literal('TextualBody'),
      value: z.string(),
      format: Format.optional(),
      language: z.string().optional(),
    }),
  ]),
  target: Target,
  ...MAY,
});
const AnnotationPage = z.strictObject({
  ...{
    id: Address,
    type: z.literal('AnnotationPage'),
    items: z.array(Annotation),
    label: LanguageMap.optional(),
  },
  ...MAY,
});

const Canvas = z.strictObject({
  ...{ id: Address, type: z.literal('Canvas'), label: LanguageMap, width: Pixels, height: Pixels },
  items: z.array(AnnotationPage),
  annotations: z
    .array(z.strictObject({ id: Address, type: z.literal('AnnotationPage'), label: LanguageMap.optional() }))
    .optional(),
  ...MAY,
});

const Range: z.ZodType = z.strictObject({
  ...{ id: Address, type: z.literal('Range'), label: LanguageMap },
  items: z
    .array(z.union([z.lazy(() => Range), Part, z.strictObject({ id: Address, type: z.literal('Canvas') })]))
    .min(1),
  ...MAY,
});

const Manifest = z.strictObject({
  ...{ ...TOP, id: Address, type: z.literal('Manifest'), label: LanguageMap },
  // 5.2 demands a canvas; an issue of which no page is known has none to give.
  items: z.array(Canvas),
  structures: z.array(Range).optional(),
  ...MAY,
});

const Collection = z.strictObject({
  ...{ ...TOP, id: Address, type: z.literal('Collection'), label: LanguageMap },
  items: z.array(
    z.strictObject({
      ...{ id: Address, type: z.enum(['Collection', 'Manifest']), label: LanguageMap },
      ...MAY,
    }),
  ),
  ...MAY,
});

/** What is wrong with it, by path; nothing of a valid one. */
export function iiifFaults(resource: unknown): string[] {
  const kind = z.looseObject({ type: z.string() }).safeParse(resource);
  const schemas = { Manifest, Collection, AnnotationPage: AnnotationPage.extend(TOP) } as const;
  const name = (['Manifest', 'Collection', 'AnnotationPage'] as const).find((one) => one === kind.data?.type);
  if (name === undefined) return ['it is none of Manifest, Collection and AnnotationPage'];
  const parsed = schemas[name].safeParse(resource);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
