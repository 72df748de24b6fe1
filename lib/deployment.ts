import * as z from 'zod';
import { type RightsSetting, rightsSettings } from '../lambdas/reading-room/settings.ts';

/** What whoever deploys an archive decides. Account and region are those of the AWS profile in use. */
export interface Deployment {
  /** Ids of the papers to capture, as the registry knows them: `jmrb`. */
  readonly papers: readonly string[];

  /** Where the newspaper can reach us: an e-mail address or an https address. Sent with every request. */
  readonly contact: string;

  /** Who is told when an alarm goes off; `null` when nobody is. */
  readonly alarmEmail: string | null;

  /**
   * Who reads in the reading room: `reading-room` those who may invoke it with the account's IAM, and those who sign in
   * when there is a {@link signInDomain}; `public` everybody, with full text, images and kept bytes withheld.
   */
  readonly rights: RightsSetting;

  /**
   * The first label of the host name where readers sign in, which nobody else in the region may have:
   * `<name>.auth.<region>.amazoncognito.com`. `null` when nobody signs in, and there is no user pool.
   */
  readonly signInDomain: string | null;
}

/** Options that contradict what {@link Deployment} says of them. */
export class DeploymentInvalid extends Error {
  override readonly name = 'DeploymentInvalid';
  /** One sentence an option. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(
      `the deployment options are not usable: ${problems.join('; ')}. Set them under "context" in cdk.json or with -c name=value`,
      options,
    );
    this.problems = problems;
  }
}

const EMAIL = z.email();
const PAPER_ID = /^[a-z][a-z0-9-]*$/;

/** A label of a host name, without the words that Cognito keeps for itself. */
const SIGN_IN_DOMAIN = /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SIGN_IN_DOMAIN_RULE =
  "should be small letters, digits and hyphens, 63 at most, without 'aws', 'amazon' or 'cognito', or left out";

/** The command line gives text (`-c papers=jmrb,other`), cdk.json a list. */
const papers = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').map((id) => id.trim()) : given),
  z
    .array(z.string().regex(PAPER_ID, "each should be a paper's id such as jmrb"), 'should list paper ids')
    .min(1, 'should name at least one paper'),
);

const Options = z.object({
  papers,
  contact: z
    .string('should be an e-mail address or an https address where the newspaper can reach you')
    .refine(isReachable, 'should be an e-mail address or an https address where the newspaper can reach you'),
  alarmEmail: z.email('should be an e-mail address, or left out').optional(),
  rights: z
    .enum(rightsSettings, `should be ${rightsSettings.join(' or ')}, or left out`)
    .default('reading-room'),
  signInDomain: z.string(SIGN_IN_DOMAIN_RULE).regex(SIGN_IN_DOMAIN, SIGN_IN_DOMAIN_RULE).optional(),
});

const ConsistentOptions = Options.refine(
  ({ rights, signInDomain }) => rights === 'reading-room' || signInDomain === undefined,
  {
    path: ['signInDomain'],
    error: "should be left out with the rights 'public', under which nobody signs in",
  },
);

/**
 * Reads and checks the options that `contextOf` knows, e.g. `(name) => app.node.tryGetContext(name)`. Fails with
 * {@link DeploymentInvalid}, which tells everything that is wrong at once.
 */
export function readDeployment(contextOf: (name: string) => unknown): Deployment {
  const given = Object.fromEntries(Object.keys(Options.shape).map((name) => [name, contextOf(name)]));
  const parsed = ConsistentOptions.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const option = String(path[0]);
      return `'${option}' ${message}, got ${given[option] === undefined ? 'nothing' : JSON.stringify(given[option])}`;
    });
    throw new DeploymentInvalid(problems, { cause: parsed.error });
  }
  const { alarmEmail = null, signInDomain = null, ...options } = parsed.data;
  return { ...options, alarmEmail, signInDomain };
}

/** Whether `contact` is an address of the domains that exist for examples only, where nobody ever answers. */
export function isExampleContact(contact: string): boolean {
  return /(^|[@./])example\.(com|net|org)(\/|$)/.test(contact);
}

function isReachable(contact: string): boolean {
  if (EMAIL.safeParse(contact).success) return true;
  // It stands in brackets in a header.
  return /^https:\/\/[^()\s\u0080-\uffff]+$/.test(contact) && URL.canParse(contact);
}
