// schema: every call of the HTTP API as types, written from its OpenAPI document (`npm run map`)
export interface paths {
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every dataset with the definition in force */
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The definition in force */
        get: operations["getDataset"];
        /**
         * Change the definition; what is unsaid stays as it is
         * @description Changing id, time, period, dates or column types reads the uploads of the inbox again. An equal definition keeps its version.
         */
        put: operations["defineDataset"];
        post?: never;
        /** Remove a dataset with all it brought: rows, files, models, reports */
        delete: operations["removeDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove now what is older than the definition's `retention` keeps
         * @description Happens by itself every morning. The job's result says what was removed where, and which model versions had learned from it.
         */
        post: operations["applyRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uploads, newest first; of every dataset unless told */
        get: operations["listUploads"];
        put?: never;
        /**
         * An address to put a file at
         * @description PUT the file to `url` within an hour, with exactly the size and type announced here.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an upload is, and where its rejects and predictions lie */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /** Take a file's rows back; what the other files say stands again */
        delete: operations["takeBackUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ingest an upload anew, as if it were dropped now */
        post: operations["redriveUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score rows
         * @description At most 1000 rows. Strings are read as CSV cells. A row that does not read answers its error in its place. With `explain`, base + Σ contribution = logit.
         */
        post: operations["score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers of a period, or each with its newest snapshot
         * @description The highest probability first unless told. `total` and `sums` are of all that the filters leave; `format=csv` answers all of it for a spreadsheet, by a redirect where it is long.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer's newest snapshot, its score, all reasons, and what changed since the one before */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        /**
         * Erase a customer from everywhere
         * @description The job's result says what was removed where, and which model versions had learned from the customer.
         */
        delete: operations["eraseCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a customer's score comes from, and the same score again */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer in every period, oldest first */
        get: operations["listCustomerMoments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Steps of playbooks for a customer, the newest period first */
        get: operations["listCustomerActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page about one customer from its own numbers */
        get: operations["getBrief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a status in place of the computed health until a day */
        put: operations["overrideHealth"];
        post?: never;
        /** Let the computed health stand again */
        delete: operations["endHealthOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products for a customer by what it did last, each with the reason
         * @description A customer nobody knows gets what is popular, in its segment where it has one. What is answered counts as shown: clicks and purchases after it are reported.
         */
        get: operations["getRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Satisfaction, loyalty and success of a period, newest unless told */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Segments of a period under every scheme: sizes, movements since the period before, what sets each apart */
        get: operations["getSegments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of a period, and how well it told who would leave in the past */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Point and interval per period, beside how far off such forecasts were in the past
         * @description `series` is revenue, customers, usage or demand:<product>; without it the names there are.
         */
        get: operations["getForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecast/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products to order now or soon: how much, when, and until when stock lasts
         * @description Of products in the dataset `products` with a stock, by the demand in the events. Lead time and service level are settings of `forecast`.
         */
        get: operations["listStockOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Steps of playbooks proposed in a period, the most urgent first */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a CSV for spreadsheets */
        get: operations["exportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each playbook changed, against the customers it held out */
        get: operations["listPlaybookEffects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/playbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many customers each playbook fits, and why one fits nobody */
        get: operations["listPlaybooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/uplift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom each playbook changes: how well customers can be ranked by it, and whether that may be used */
        get: operations["listUplift"];
        put?: never;
        /** Learn anew whom each playbook changes */
        post: operations["learnUplift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept, dismiss or finish a step, and say what came of it */
        post: operations["changeAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/priorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers by the money at risk, with drivers and open playbooks
         * @description Money at risk is probability × twelve months of revenue; among equals those come first whose contract ends within 90 days or who have none. Days count from today. `format=csv` answers the same rows for a spreadsheet.
         */
        get: operations["listPriorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Renewals by month with the loss to expect, and what came of past ones
         * @description `expectedLoss` is Σ probability × twelve months of revenue, `low` to `high` the 95 % interval of that loss. Past months say what was expected at their beginning and how much renewed, contracted and left.
         */
        get: operations["listRenewalMonths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers and comments of a month, or of one customer's last year, newest first */
        get: operations["listFeedback"];
        put?: never;
        /** One answer or comment; answers its sentiment */
        post: operations["addFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a month's discontented comments are about, under the owner's names (settings: topics) */
        get: operations["listTopics"];
        put?: never;
        /** Gives phrases of topics a name, merges them under one, or leaves them out from now on */
        post: operations["tellTopic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback/experience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Product, service, interface and interaction in a month's comments, by channel and by customer */
        get: operations["getExperience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A question answered out of the knowledge base, or the customer's own data, or handed over to a person */
        post: operations["ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ask/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well the articles answer the owner's test questions, the rows of the dataset questions */
        get: operations["testQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ask/unanswered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions of a month that the knowledge base had no answer to, most asked first */
        get: operations["listUnanswered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What customers did just now; a file of the inbox like any other */
        post: operations["addEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/{dataset}/{noun}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is set of metrics, health, segments, lifetime, playbooks or alerts */
        get: operations["getSettings"];
        /** Set it; the newest figures follow */
        put: operations["setSettings"];
        post?: never;
        /** Back to what is usual */
        delete: operations["resetSettings"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Model versions of every dataset */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model versions of a dataset, and its trainings, newest first
         * @description `trainings` are the last ones asked for, with the reason and the next step of those that failed or were refused. `shadow` is the version that scores beside the serving one, and how both did on the same outcomes.
         */
        get: operations["listModelVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the customers have moved from those the model learned
         * @description Each column, the score, the outcome and what came of past scores, against the customers the serving version was made on. `threshold` is what chance passes too rarely at this sample's size, corrected for all that is looked at (Holm), so that in fewer than 8 of 100 samples anything is called drift where nothing has changed.
         */
        get: operations["getModelDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which version served when, by whose word and why
         * @description With `at`, a day or a moment, only what served then: `serving` is the last of them.
         */
        get: operations["getServingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The card of a version */
        get: operations["getModelCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Train a model */
        post: operations["trainModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a version serve */
        post: operations["promoteModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the version before serve again */
        post: operations["rollBackModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the version in the shadow serve */
        post: operations["approveModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{dataset}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the version in the shadow away */
        post: operations["dismissModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Slow work, newest first: waiting, running, done and failed */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far slow work is */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed job again */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel what waits or has not come into force yet */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files nobody reads, failed uploads, failed jobs and dead messages, newest first */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again what failed */
        post: operations["retryProblem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Months that have a report, newest first */
        get: operations["listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A month's report as JSON, page, table or PDF */
        get: operations["getReport"];
        put?: never;
        /** Make a month's report, again if it was made before */
        post: operations["makeReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would be decided of a file, told from its first bytes
         * @description The body is the file itself or its first bytes; of more than 1 MiB the first are looked at, and all of a workbook. Nothing is stored; `whole` says whether all rows were looked at.
         */
        post: operations["previewFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The answer of one SELECT statement
         * @description Tables are the datasets by their names (every period, typed by the definition, with `id` and `period`), `periods` (each customer's state in each period), `predictions` and `metrics`; a dataset called as one of the three is `data.<name>`. Statements read and nothing else, within ten seconds; the dialect is DuckDB's. `SHOW TABLES` and `DESCRIBE <table>` tell what there is.
         */
        post: operations["query"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Periods of a dataset, newest first, and which look incomplete */
        get: operations["listPeriods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{period}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that an incomplete period is whole
         * @description Its movements, churn and retention are worked out from the rows there are.
         */
        post: operations["confirmPeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key but its secret, newest first */
        get: operations["listKeys"];
        put?: never;
        /**
         * A new key, shown this once
         * @description `expires` is a moment, or a day that counts to its end in UTC. With `datasets` the key's calls may be about these alone, and it opens no pages.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key; it stops answering within a second */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Refusal: {
            code: string;
            message: string;
        };
        Dataset: {
            id?: string;
            time?: string;
            /**
             * @default month
             * @enum {string}
             */
            period: "month" | "week" | "day" | "step";
            /** @default true */
            header: boolean;
            names?: string[];
            /** @enum {string} */
            separator?: "," | ";" | "\t" | "|" | "~" | "^" | "\u001f" | "\u0001";
            /** @enum {string} */
            shape?: "rows";
            encoding?: string;
            label?: {
                column: string;
                /** @default  */
                positive: string | number | boolean;
                /** @default 0 */
                horizon: number;
                /** @enum {string} */
                kind?: "binary" | "number" | "classes" | "ordered" | "time";
                order?: string[];
                time?: string;
            };
            /** @default [] */
            ignore: string[];
            learner?: ("auto" | "logistic" | "mlp" | "boost" | "article") | {
                /** @enum {string} */
                kind: "mlp";
                hidden?: number[];
                dropout?: number;
                l1?: number;
                l2?: number;
                noise?: number;
                rate?: number;
                /** @enum {string} */
                schedule?: "plateau" | "decay" | "fixed";
                epochs?: number;
                batch?: number;
                patience?: number;
            } | {
                /** @enum {string} */
                kind: "boost";
                trees?: number;
                depth?: number;
                leaves?: number;
                rate?: number;
                rowSample?: number;
                columnSample?: number;
                patience?: number;
                monotone?: {
                    [key: string]: 1 | -1 | 0;
                };
            } | {
                /** @enum {string} */
                kind: "auto";
                members?: ("plr" | "l31w" | "l6" | "mlp" | "linear" | "words")[];
                minutes?: number;
                search?: boolean;
            };
            minutes?: number;
            budget?: {
                bytes?: number;
                micros?: number;
                /** @default 0.01 */
                loss: number;
            };
            keep?: string[];
            /** @default {} */
            columns: {
                [key: string]: "number" | "category" | "boolean" | "date" | "text";
            };
            /** @default {} */
            roles: {
                satisfaction?: string;
                loyalty?: string;
                success?: string;
                nps?: string;
                csat?: string;
                ces?: string;
                revenue?: string;
                currency?: string;
                spend?: string;
                commitment?: string;
                credits?: string;
                budget?: string;
                termStart?: string;
                termEnd?: string;
                renewal?: string;
                name?: string;
                owner?: string;
                plan?: string;
                stage?: string;
                signup?: string;
                trial?: string;
                seats?: string;
                activeSeats?: string;
                features?: string;
                daily?: string;
                monthly?: string;
                usage?: string;
                tokens?: string;
                requests?: string;
                models?: string;
                errorRate?: string;
                rateLimited?: string;
                latency?: string;
                tickets?: string;
                onboarded?: string;
                trained?: string;
                firstValue?: string;
                referrals?: string;
                referralValue?: string;
                product?: string;
                action?: string;
                quantity?: string;
                price?: string;
                amount?: string;
                order?: string;
                subscription?: string;
                interval?: string;
                start?: string;
                end?: string;
                channel?: string;
                rating?: string;
                scale?: string;
                text?: string;
                title?: string;
                lang?: string;
            };
            labels?: {
                [key: string]: {
                    en?: string;
                    zh?: string;
                };
            };
            changeable?: string[];
            protected?: string[];
            /** @default {} */
            dates: {
                [key: string]: "dmy" | "mdy";
            };
            /** @default {} */
            numbers: {
                [key: string]: {
                    /** @enum {string} */
                    decimal: "." | ",";
                };
            };
            zeros?: {
                [key: string]: "missing" | "value";
            };
            timezone?: string;
            capacity?: number;
            costs?: {
                falsePositive: number;
                falseNegative: number;
                /** @default 0 */
                truePositive: number;
                /** @default 0 */
                trueNegative: number;
            };
            segments?: string[];
            pseudonymise?: true | string[];
            derive?: {
                /** @default customers */
                dataset: string;
                /** @default 90 */
                windowDays: number;
                purchase?: string[];
            };
            retrain?: {
                /**
                 * @default month
                 * @enum {string}
                 */
                every: "week" | "month" | "quarter" | "never";
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
            };
            retention?: {
                months: number;
            } | null;
            said: string[];
            candidates?: {
                id: string[];
                time: string[];
                label: {
                    column: string;
                    positive: string | number | boolean;
                }[];
            };
            version: number;
            inferred: string[];
            open: string[];
        };
        RemoveDatasetAnswer: {
            jobId: string;
        };
        DefineDatasetBody: {
            id?: string;
            time?: string;
            /** @enum {string} */
            period?: "month" | "week" | "day" | "step";
            header?: boolean;
            names?: string[];
            /** @enum {string} */
            separator?: "," | ";" | "\t" | "|" | "~" | "^" | "\u001f" | "\u0001";
            /** @enum {string} */
            shape?: "rows";
            encoding?: string;
            label?: {
                column: string;
                /** @default  */
                positive: string | number | boolean;
                /** @default 0 */
                horizon: number;
                /** @enum {string} */
                kind?: "binary" | "number" | "classes" | "ordered" | "time";
                order?: string[];
                time?: string;
            };
            ignore?: string[];
            learner?: ("auto" | "logistic" | "mlp" | "boost" | "article") | {
                /** @enum {string} */
                kind: "mlp";
                hidden?: number[];
                dropout?: number;
                l1?: number;
                l2?: number;
                noise?: number;
                rate?: number;
                /** @enum {string} */
                schedule?: "plateau" | "decay" | "fixed";
                epochs?: number;
                batch?: number;
                patience?: number;
            } | {
                /** @enum {string} */
                kind: "boost";
                trees?: number;
                depth?: number;
                leaves?: number;
                rate?: number;
                rowSample?: number;
                columnSample?: number;
                patience?: number;
                monotone?: {
                    [key: string]: 1 | -1 | 0;
                };
            } | {
                /** @enum {string} */
                kind: "auto";
                members?: ("plr" | "l31w" | "l6" | "mlp" | "linear" | "words")[];
                minutes?: number;
                search?: boolean;
            };
            minutes?: number;
            budget?: {
                bytes?: number;
                micros?: number;
                /** @default 0.01 */
                loss: number;
            };
            keep?: string[];
            columns?: {
                [key: string]: "number" | "category" | "boolean" | "date" | "text";
            };
            roles?: {
                satisfaction?: string;
                loyalty?: string;
                success?: string;
                nps?: string;
                csat?: string;
                ces?: string;
                revenue?: string;
                currency?: string;
                spend?: string;
                commitment?: string;
                credits?: string;
                budget?: string;
                termStart?: string;
                termEnd?: string;
                renewal?: string;
                name?: string;
                owner?: string;
                plan?: string;
                stage?: string;
                signup?: string;
                trial?: string;
                seats?: string;
                activeSeats?: string;
                features?: string;
                daily?: string;
                monthly?: string;
                usage?: string;
                tokens?: string;
                requests?: string;
                models?: string;
                errorRate?: string;
                rateLimited?: string;
                latency?: string;
                tickets?: string;
                onboarded?: string;
                trained?: string;
                firstValue?: string;
                referrals?: string;
                referralValue?: string;
                product?: string;
                action?: string;
                quantity?: string;
                price?: string;
                amount?: string;
                order?: string;
                subscription?: string;
                interval?: string;
                start?: string;
                end?: string;
                channel?: string;
                rating?: string;
                scale?: string;
                text?: string;
                title?: string;
                lang?: string;
            };
            labels?: {
                [key: string]: {
                    en?: string;
                    zh?: string;
                };
            };
            changeable?: string[];
            protected?: string[];
            dates?: {
                [key: string]: "dmy" | "mdy";
            };
            numbers?: {
                [key: string]: {
                    /** @enum {string} */
                    decimal: "." | ",";
                };
            };
            zeros?: {
                [key: string]: "missing" | "value";
            };
            timezone?: string;
            capacity?: number;
            costs?: {
                falsePositive: number;
                falseNegative: number;
                /** @default 0 */
                truePositive: number;
                /** @default 0 */
                trueNegative: number;
            };
            segments?: string[];
            pseudonymise?: true | string[];
            derive?: {
                /** @default customers */
                dataset: string;
                /** @default 90 */
                windowDays: number;
                purchase?: string[];
            };
            retrain?: {
                /**
                 * @default month
                 * @enum {string}
                 */
                every: "week" | "month" | "quarter" | "never";
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
            };
            retention?: {
                months: number;
            } | null;
            said?: string[];
            undecided?: string[];
            lastHeader?: string[];
            candidates?: {
                id: string[];
                time: string[];
                label: {
                    column: string;
                    positive: string | number | boolean;
                }[];
            };
            inferred?: string[];
            open?: string[];
            version?: number;
        };
        CreateUploadBody: {
            dataset: string;
            name: string;
            size: number;
            type: string;
            /** @description The period of its rows, where no column of the file tells it */
            period?: string;
        };
        CreateUploadAnswer: {
            url: string;
            key: string;
        };
        Upload: {
            id: string;
            dataset: string;
            key: string;
            /** @enum {string} */
            state: "planned" | "ingesting" | "done" | "failed" | "removed";
            rows: number;
            accepted: number;
            rejected: number;
            scored: number;
            drops: number;
            definition: number | null;
            periods: string[];
            warnings: {
                code: string;
                column?: string;
                count?: number;
                example?: string;
                message: string;
            }[];
            droppedAt: string;
            removedAt?: string;
            /** @description As stated by the sender */
            period?: string;
            error?: {
                code: string;
                message: string;
            };
            rejectsUrl: string | null;
            predictionsUrl: string | null;
        };
        ScoreBody: {
            rows: {
                [key: string]: unknown;
            }[];
            /** @default false */
            explain: boolean;
            period?: string;
            whatif?: {
                /**
                 * @description To be brought to
                 * @enum {string}
                 */
                band?: "high" | "medium" | "low";
                /** @description Of classes, that is to be the likeliest, in place of a band */
                class?: string;
                columns?: string[];
            };
        };
        ScoreAnswer: {
            model: {
                dataset: string;
                version: string;
            };
            warnings: string[];
            predictions: ({
                logit: number;
                probability: number;
                /** @enum {string} */
                band: "high" | "medium" | "low";
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                id: string;
                warnings?: {
                    /** @enum {string} */
                    code: "score.column.missing" | "score.value.missing" | "score.column.type" | "score.category.unseen" | "score.number.range";
                    column: string;
                    message: string;
                }[];
                alternatives?: {
                    changes: {
                        [key: string]: string | number | boolean;
                    };
                    distance: number;
                    probability: number;
                    /** @enum {string} */
                    band: "high" | "medium" | "low";
                }[];
            } | {
                /** @enum {string} */
                kind: "number" | "classes" | "ordered" | "time";
                /** @description Of amounts, and of levels that are numbers */
                value?: number;
                median?: number;
                low80?: number;
                high80?: number;
                low95?: number;
                high95?: number;
                /** @description The likeliest class or level */
                class?: string;
                /** @description The probability of each class */
                classes?: {
                    [key: string]: number;
                };
                /** @description Of times: the probability that it comes later than so many periods */
                survival?: {
                    [key: string]: number;
                };
                /** @description Of times: periods until it comes, as far as rows were watched */
                expected?: number;
                /** @enum {string} */
                band?: "high" | "medium" | "low";
                score: number;
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                id: string;
                warnings?: {
                    /** @enum {string} */
                    code: "score.column.missing" | "score.value.missing" | "score.column.type" | "score.category.unseen" | "score.number.range";
                    column: string;
                    message: string;
                }[];
                alternatives?: {
                    changes: {
                        [key: string]: string | number | boolean;
                    };
                    distance: number;
                    /** @enum {string} */
                    kind: "number" | "classes" | "ordered" | "time";
                    /** @description Of amounts, and of levels that are numbers */
                    value?: number;
                    median?: number;
                    low80?: number;
                    high80?: number;
                    low95?: number;
                    high95?: number;
                    /** @description The likeliest class or level */
                    class?: string;
                    /** @description The probability of each class */
                    classes?: {
                        [key: string]: number;
                    };
                    /** @description Of times: the probability that it comes later than so many periods */
                    survival?: {
                        [key: string]: number;
                    };
                    /** @description Of times: periods until it comes, as far as rows were watched */
                    expected?: number;
                    /** @enum {string} */
                    band?: "high" | "medium" | "low";
                }[];
            } | {
                id: string;
                error: {
                    code: string;
                    column: string | null;
                    message: string;
                };
            })[];
        };
        Customer: {
            id: string;
            period: string;
            probability: number | null;
            /** @enum {string|null} */
            band: "high" | "medium" | "low" | null;
            health: {
                score: number;
                /** @enum {string} */
                status: "red" | "amber" | "green";
                coverage: number;
                components: {
                    name: string;
                    label: {
                        en: string;
                        zh: string;
                    };
                    /** @description of this customer, before re-weighting */
                    weight: number;
                    /** @description null where left out */
                    points: number | null;
                    value: number | null;
                }[];
            } | {
                score: null;
                status: null;
                coverage: number;
                components: {
                    name: string;
                    label: {
                        en: string;
                        zh: string;
                    };
                    /** @description of this customer, before re-weighting */
                    weight: number;
                    /** @description null where left out */
                    points: number | null;
                    value: number | null;
                }[];
                why: {
                    en: string;
                    zh: string;
                };
            } | null;
            /** @enum {string|null} */
            status: "red" | "amber" | "green" | null;
            /** @description Of the primary scheme */
            segment: string | null;
            revenue: number | null;
            /** @description Value expected to come */
            lifetime: number | null;
            name: string | null;
            /** @description Of amounts, and of levels that are numbers */
            value?: number;
            median?: number;
            low80?: number;
            high80?: number;
            low95?: number;
            high95?: number;
            /** @description The likeliest class or level */
            class?: string;
            /** @description The probability of each class */
            classes?: {
                [key: string]: number;
            };
            /** @description Of times: the probability that it comes later than so many periods */
            survival?: {
                [key: string]: number;
            };
            /** @description Of times: periods until it comes, as far as rows were watched */
            expected?: number;
            cells: {
                [key: string]: string;
            };
            score: {
                logit: number;
                probability: number;
                /** @enum {string} */
                band: "high" | "medium" | "low";
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                modelVersion: string;
            } | null;
            /** @description What is foretold where the label is no question of yes and no */
            answer: {
                /** @enum {string} */
                kind: "number" | "classes" | "ordered" | "time";
                /** @description Of amounts, and of levels that are numbers */
                value?: number;
                median?: number;
                low80?: number;
                high80?: number;
                low95?: number;
                high95?: number;
                /** @description The likeliest class or level */
                class?: string;
                /** @description The probability of each class */
                classes?: {
                    [key: string]: number;
                };
                /** @description Of times: the probability that it comes later than so many periods */
                survival?: {
                    [key: string]: number;
                };
                /** @description Of times: periods until it comes, as far as rows were watched */
                expected?: number;
                /** @enum {string} */
                band?: "high" | "medium" | "low";
                score: number;
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                modelVersion: string;
            } | null;
            healthChange: {
                /** @description points, to a tenth */
                change: number;
                /** @description largest first; they sum to the change exactly, in tenths */
                parts: {
                    name: string;
                    label: {
                        en: string;
                        zh: string;
                    };
                    /** @description points of health, to a tenth */
                    change: number;
                    text: {
                        en: string;
                        zh: string;
                    };
                }[];
                text: {
                    en: string;
                    zh: string;
                };
            } | null;
            /** @description Of every scheme */
            segments: {
                [key: string]: string;
            };
            reasons: {
                column: string;
                value: string | null;
                contribution: number;
                words?: {
                    text: string;
                    contribution: number;
                }[];
                text: string;
            }[];
            /** @description Every column's push, the largest first, beside the customer's own past and its peers */
            drivers: {
                column: string;
                label: string;
                value: string | null;
                /** @description In the customer's periods before */
                past?: string;
                /** @description Usual in its plan or segment */
                peers?: string;
                /** @description To the log-odds */
                contribution: number;
            }[];
            changes: {
                column: string;
                before: string | null;
                now: string | null;
                contribution: number;
                text: string;
            }[];
            since: string | null;
            actions: {
                id: string;
                dataset: string;
                customer: string;
                name: string | null;
                period: string;
                playbook: string;
                title: {
                    en: string;
                    zh: string;
                };
                why: {
                    en: string;
                    zh: string;
                };
                steps: {
                    text: {
                        en: string;
                        zh: string;
                    };
                    owner: {
                        en: string;
                        zh: string;
                    };
                    due: string;
                }[];
                /** @enum {string} */
                state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                heldOut: boolean;
                priority: number;
                owner: {
                    en: string;
                    zh: string;
                };
                due: string;
                createdAt: string;
                /**
                 * @description The version whose scores ranked it
                 * @default null
                 */
                model: string | null;
                /** @description Twelve months of the customer's revenue when it was proposed */
                stake?: number | null;
                history: {
                    /** @enum {string} */
                    state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                    at: string;
                    note?: string;
                }[];
                outcome?: {
                    value: boolean | number;
                    at: string;
                    note?: string;
                };
                measured?: {
                    value: boolean | number;
                    at: string;
                    note?: string;
                };
            }[];
            /** @description For each playbook, why it proposes nothing, or that it is open */
            notProposed: {
                playbook: string;
                title: {
                    en: string;
                    zh: string;
                };
                /** @enum {string} */
                cause: "left" | "columns" | "threshold" | "open" | "cooling" | "held" | "capacity";
                text: {
                    en: string;
                    zh: string;
                };
            }[];
            owner: string | null;
            renewal: string | null;
            daysToRenewal: number | null;
            moneyAtRisk: number | null;
            left: {
                period: string;
            } | null;
            /** @description As its file says, else onboarding, adopted or renewing */
            stage: string | null;
            /** @description Somebody's word that holds in place of the computed status */
            override: {
                /** @enum {string} */
                status: "red" | "amber" | "green";
                reason: string;
                author: string;
                /**
                 * Format: date
                 * @description The last day it holds
                 */
                until: string;
                at: string;
                /** @description When somebody took it back */
                ended: string | null;
            } | null;
            /** @description All of them, oldest first */
            overrides: {
                /** @enum {string} */
                status: "red" | "amber" | "green";
                reason: string;
                author: string;
                /**
                 * Format: date
                 * @description The last day it holds
                 */
                until: string;
                at: string;
                /** @description When somebody took it back */
                ended: string | null;
            }[];
            disagreement: {
                id: string;
                name: string | null;
                revenue: number | null;
                /** @description What health and score say */
                said: {
                    en: string;
                    zh: string;
                };
                /** @description What speaks against it */
                signals: {
                    en: string;
                    zh: string;
                }[];
            } | null;
            /** @description The month's spend before its bill; null where none is known */
            spend: {
                /** @description Whose end is foretold */
                month: string;
                /**
                 * Format: date
                 * @description The last day whose spend is known
                 */
                through: string;
                /** @description In the month until then */
                spent: number;
                /** @description At the month's end */
                projected: number;
                /** @description 95 % interval of `projected` */
                low: number | null;
                high: number | null;
                /** @description Null where nothing is used up within its term */
                exhaustion: {
                    /**
                     * @description The commitment, credit or budget that is used up first
                     * @enum {string}
                     */
                    of: "commitment" | "credits" | "budget";
                    /**
                     * Format: date
                     * @description By the expected spend
                     */
                    on: string;
                    /** @description From today; below zero once it has passed */
                    days: number;
                    /** Format: date */
                    earliest: string | null;
                    /**
                     * Format: date
                     * @description Null where it may not come to it
                     */
                    latest: string | null;
                } | null;
            } | null;
            /** @description As said on the day; `probability` may be of a newer version */
            given: {
                probability: number | null;
                /** @description Where the label is no question of yes and no */
                answer?: {
                    /** @enum {string} */
                    kind: "number" | "classes" | "ordered" | "time";
                    /** @description Of amounts, and of levels that are numbers */
                    value?: number;
                    median?: number;
                    low80?: number;
                    high80?: number;
                    low95?: number;
                    high95?: number;
                    /** @description The likeliest class or level */
                    class?: string;
                    /** @description The probability of each class */
                    classes?: {
                        [key: string]: number;
                    };
                    /** @description Of times: the probability that it comes later than so many periods */
                    survival?: {
                        [key: string]: number;
                    };
                    /** @description Of times: periods until it comes, as far as rows were watched */
                    expected?: number;
                    /** @enum {string} */
                    band?: "high" | "medium" | "low";
                };
                /** @enum {string|null} */
                band: "high" | "medium" | "low" | null;
                version: string;
                at: string;
            } | null;
        };
        Lineage: {
            id: string;
            period: string;
            upload: string;
            /** @description The file; null once it was removed */
            key: string | null;
            line: number;
            /** @description The version that the row was read by */
            definition: number;
            model: string | null;
            probability: number | null;
            /** @description Of an amount, a class, a level or a time; as in reasons */
            score?: number;
            /** @description Computed anew from the stored cells; comments, actions and earlier periods that have come since may move it */
            again: number | null;
        };
        Brief: {
            title: string;
            sections: {
                heading: string;
                paragraphs: string[];
                items: string[];
            }[];
        };
        OverrideHealthBody: {
            /** @enum {string} */
            status: "red" | "amber" | "green";
            reason: string;
            author: string;
            /**
             * Format: date
             * @description The last day it holds
             */
            until: string;
        };
        OverrideHealthAnswer: {
            /** @enum {string} */
            status: "red" | "amber" | "green";
            reason: string;
            author: string;
            /**
             * Format: date
             * @description The last day it holds
             */
            until: string;
            at: string;
            /** @description When somebody took it back */
            ended: string | null;
        };
        EndHealthOverrideAnswer: {
            /** @enum {string} */
            status: "red" | "amber" | "green";
            reason: string;
            author: string;
            /**
             * Format: date
             * @description The last day it holds
             */
            until: string;
            at: string;
            /** @description When somebody took it back */
            ended: string | null;
        }[];
        RecommendationsItem: {
            productId: string;
            score: number;
            reason: string;
            because: string[];
        };
        Recommendations: {
            items: components["schemas"]["RecommendationsItem"][];
            model: {
                dataset: string;
                version: string;
            };
            /** @description One of those who get what is popular, to measure the effect on */
            heldOut: boolean;
        };
        Metrics: {
            dataset: string;
            period: string;
            since: string | null;
            /**
             * @description Why changes since the period before are not told
             * @default null
             */
            incomplete: string | null;
            definitions: {
                satisfaction: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
                loyalty: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
                successRate: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
            } & {
                [key: string]: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
            };
            /** @description Against `since` */
            movements: {
                satisfaction: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
                loyalty: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
                successRate: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
            } & {
                [key: string]: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
            };
            tables: {
                /**
                 * @description Why changes since the period before are not told
                 * @default null
                 */
                incomplete: string | null;
                /**
                 * @description Why money is not added up
                 * @default null
                 */
                unsummed: string | null;
                /**
                 * @description Each currency by itself, where there are several
                 * @default []
                 */
                currencies: {
                    currency: string;
                    mrr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    arpa: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    grr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    nrr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                }[];
                movements: {
                    start: number;
                    new: number;
                    reactivation: number;
                    expansion: number;
                    contraction: number;
                    churn: number;
                    end: number;
                    customers: {
                        start: number;
                        new: number;
                        reactivation: number;
                        expansion: number;
                        contraction: number;
                        churn: number;
                        end: number;
                    };
                } | null;
                cohorts: {
                    period: string;
                    size: number;
                    present: (number | null)[];
                    share: (number | null)[];
                }[];
                models: {
                    name: string;
                    customers: number;
                }[];
                retiring: {
                    /** @description As the customers' column says */
                    version: string;
                    /** Format: date */
                    retiresOn: string;
                    /** @default null */
                    successor: string | null;
                    days: number;
                    customers: number;
                    ids: string[];
                }[];
                /** @description Customers to look at, by id */
                lists: {
                    usageChurn: string[];
                    billShock: string[];
                    overCommitment: string[];
                    ownerRemoved: string[];
                };
            };
            satisfaction: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            loyalty: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            successRate: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
        } & {
            [key: string]: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
        };
        Segments: {
            period: string;
            since: string | null;
            customers: number;
            /** @enum {string} */
            primary: "value" | "rfm" | "kmeans" | "rules";
            sizes: {
                segment: string;
                n: number;
                share: number;
                name: {
                    en: string;
                    zh: string;
                };
            }[];
            movements: {
                before: string[];
                now: string[];
                /** @description [before][now] */
                moved: number[][];
                /** @description [now] */
                joined: number[];
                /** @description [before] */
                left: number[];
            } | null;
            schemes: {
                [key: string]: {
                    sizes: {
                        segment: string;
                        n: number;
                        share: number;
                        name: {
                            en: string;
                            zh: string;
                        };
                    }[];
                    movements: {
                        before: string[];
                        now: string[];
                        /** @description [before][now] */
                        moved: number[][];
                        /** @description [now] */
                        joined: number[];
                        /** @description [before] */
                        left: number[];
                    } | null;
                    traits: {
                        [key: string]: {
                            column: string;
                            /** @description of a text column; null of a number */
                            level: string | null;
                            /** @description Cohen's d of a mean, Cohen's h of a level's share */
                            effect: number;
                            /** @description mean, or share of the level */
                            inside: number;
                            outside: number;
                            text: {
                                en: string;
                                zh: string;
                            };
                        }[];
                    };
                };
            };
        };
        Health: {
            period: string;
            health: {
                config: {
                    components: {
                        name: string;
                        label: {
                            en: string;
                            zh: string;
                        };
                        weight: number;
                        source: {
                            /** @enum {string} */
                            role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                        } | {
                            /** @description of the file, or ours, such as score.probability */
                            column: string;
                        } | {
                            /** @description the first over the second; missing where the second is 0 */
                            ratio: [
                                {
                                    /** @enum {string} */
                                    role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                                } | {
                                    /** @description of the file, or ours, such as score.probability */
                                    column: string;
                                },
                                {
                                    /** @enum {string} */
                                    role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                                } | {
                                    /** @description of the file, or ours, such as score.probability */
                                    column: string;
                                }
                            ];
                        };
                        cuts: {
                            /** @description worth 0 points here and beyond */
                            poor: number;
                            /** @description worth 50 points */
                            concerning: number;
                            /** @description worth 100 points here and beyond */
                            healthy: number;
                        };
                        /**
                         * @description other cuts or weights for some customers; the first that fits
                         * @default []
                         */
                        when: {
                            /** @description a text column, such as plan or segment.value */
                            column: string;
                            is: string;
                            cuts?: {
                                /** @description worth 0 points here and beyond */
                                poor: number;
                                /** @description worth 50 points */
                                concerning: number;
                                /** @description worth 100 points here and beyond */
                                healthy: number;
                            };
                            weight?: number;
                        }[];
                        /**
                         * @description without a value: skip shares its weight among the rest, neutral counts 50 points, poor none
                         * @default skip
                         * @enum {string}
                         */
                        missing: "skip" | "neutral" | "poor";
                        /** @description why the cuts are where they are */
                        note?: {
                            en: string;
                            zh: string;
                        };
                    }[];
                    /**
                     * @description red below amber, green from green on
                     * @default {
                     *       "amber": 50,
                     *       "green": 75
                     *     }
                     */
                    status: {
                        amber: number;
                        green: number;
                    };
                    /**
                     * @description least share of the weight that must have a value
                     * @default 0.5
                     */
                    minCoverage: number;
                };
                mean: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                status: {
                    red: number;
                    amber: number;
                    green: number;
                    unknown: number;
                };
                components: {
                    name: string;
                    label: {
                        en: string;
                        zh: string;
                    };
                    weight: number;
                    mean: number | null;
                    missing: number;
                }[];
            } | null;
            /** @description null while no outcome is known */
            backtest: {
                months: {
                    /** @description customers with a health and a known outcome */
                    n: number;
                    /** @description of them, those that left */
                    positives: number;
                    base: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of low health telling who leaves */
                    health: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of the model among the same */
                    probability: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of each */
                    components: {
                        [key: string]: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    /** @description leavers among the tenth of lowest health, over the base rate */
                    lift: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    period: string;
                }[];
                /** @description intervals know that a customer is there every month */
                pooled: {
                    /** @description customers with a health and a known outcome */
                    n: number;
                    /** @description of them, those that left */
                    positives: number;
                    base: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of low health telling who leaves */
                    health: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of the model among the same */
                    probability: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /** @description AUC of each */
                    components: {
                        [key: string]: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    /** @description leavers among the tenth of lowest health, over the base rate */
                    lift: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                };
                missed: {
                    /** @description customer periods that stood green */
                    green: number;
                    /** @description of them, those that left */
                    left: number;
                    /** @description newest first, then the greenest */
                    list: {
                        id: string;
                        period: string;
                        health: number;
                        /** @description the components that were green, the greenest first */
                        on: {
                            name: string;
                            points: number;
                        }[];
                    }[];
                };
            } | null;
        };
        Forecast: {
            series: string;
            /** @enum {string} */
            method: "combination" | "constant" | "intermittent" | "short";
            /** @description Lengths of its seasons in periods */
            seasons: number[];
            history: {
                period: string;
                value: number | null;
            }[];
            points: {
                /** @description Periods after the newest one */
                step: number;
                value: number;
                low80: number;
                high80: number;
                low95: number;
                high95: number;
                period: string;
            }[];
            /** @description Null where the past is too short */
            pastError: {
                /** @description Null where nothing ever changed */
                mase: number | null;
                /** @description Percent, 0 to 200 */
                smape: number;
                /** @description The same of repeating the last season */
                seasonalNaive: {
                    /** @description Null where nothing ever changed */
                    mase: number | null;
                    /** @description Percent, 0 to 200 */
                    smape: number;
                };
                /** @description Times in the past it was forecast from */
                origins: number;
            } | null;
            notes: {
                code: string;
                text: {
                    en: string;
                    zh: string;
                };
            }[];
            /** @description Of a product's demand */
            reorder: {
                /** @description Order when stock falls to this */
                reorderPoint: number;
                /** @description What of it guards against more demand */
                safetyStock: number;
                /** @description Until the order arrives */
                expectedDemand: number;
            } | null;
        } | {
            items: string[];
        };
        ChangeActionBody: {
            /** @enum {string} */
            state?: "proposed" | "accepted" | "done" | "dismissed";
            outcome?: boolean | number;
            note?: string;
        };
        ChangeActionAnswer: {
            id: string;
            dataset: string;
            customer: string;
            name: string | null;
            period: string;
            playbook: string;
            title: {
                en: string;
                zh: string;
            };
            why: {
                en: string;
                zh: string;
            };
            steps: {
                text: {
                    en: string;
                    zh: string;
                };
                owner: {
                    en: string;
                    zh: string;
                };
                due: string;
            }[];
            /** @enum {string} */
            state: "proposed" | "accepted" | "done" | "dismissed" | "held";
            heldOut: boolean;
            priority: number;
            owner: {
                en: string;
                zh: string;
            };
            due: string;
            createdAt: string;
            /**
             * @description The version whose scores ranked it
             * @default null
             */
            model: string | null;
            /** @description Twelve months of the customer's revenue when it was proposed */
            stake?: number | null;
            history: {
                /** @enum {string} */
                state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                at: string;
                note?: string;
            }[];
            outcome?: {
                value: boolean | number;
                at: string;
                note?: string;
            };
            measured?: {
                value: boolean | number;
                at: string;
                note?: string;
            };
        };
        AddFeedbackBody: {
            customerId: string;
            /** Format: date-time */
            time?: string;
            channel?: string;
            rating?: number;
            scale?: number;
            text?: string;
        };
        AddFeedbackAnswer: {
            id: string;
            customer: string;
            time: string;
            channel: string | null;
            rating: number | null;
            scale: number | null;
            text: string | null;
            sentiment: {
                label: string;
                probability: number;
                probabilities?: {
                    [key: string]: number;
                };
                score: number | null;
                words: {
                    text: string;
                    contribution: number;
                }[];
                model: string;
            } | null;
        };
        TellTopicBody: {
            phrases: string[];
            /** @description Phrases of several topics under one name make them one */
            name?: string;
            /** @enum {boolean} */
            mute?: true;
        };
        TellTopicAnswer: {
            /**
             * @description Topics by a name of your own: phrases of several topics under one name make them one
             * @default []
             */
            named: {
                name: string;
                phrases: string[];
            }[];
            /**
             * @description Phrases of topics that are not to be shown
             * @default []
             */
            muted: string[];
        };
        Experience: {
            month: string | null;
            channels: {
                /** @enum {string} */
                dimension: "product" | "service" | "interface" | "interaction";
                channel: string | null;
                comments: number;
                negative: number;
                positive: number;
            }[];
            customers: {
                /** @enum {string} */
                dimension: "product" | "service" | "interface" | "interaction";
                comments: number;
                negative: number;
                positive: number;
                customer: string;
            }[];
        };
        AskBody: {
            /** @description At most 2000 characters. */
            question: string;
            /** @description Who asks; it is not kept with the question. */
            customerId?: string;
            /**
             * @description Of the answer; by default the question's.
             * @enum {string}
             */
            lang?: "en" | "zh";
        };
        AskAnswer: {
            answer: string;
            sources: {
                id: string;
                title: string;
            }[];
            /** @description How likely the answer is the right one; calibrated. */
            confidence: number;
            handOver: boolean;
            /**
             * @description Why a person takes over: asked for, anger, no article that answers it surely, or two that disagree.
             * @enum {string|null}
             */
            reason: "person" | "anger" | "unknown" | "conflict" | null;
            /**
             * @description Of what was found; another one where there is none.
             * @enum {string}
             */
            lang: "en" | "zh";
        };
        testQuestionsItem: {
            question: string;
            /** @description Ids or titles of the articles that answer it; none where no article does */
            articles: string[];
            confidence: number;
            /** @description The article found */
            source: string | null;
            /**
             * @description Why it was handed over
             * @enum {string|null}
             */
            reason: "person" | "anger" | "unknown" | "conflict" | null;
            /** @enum {string} */
            verdict: "right" | "wrong" | "refused" | "handed over";
        };
        TestQuestionsAnswer: {
            questions: number;
            answerable: number;
            /** @description Of those answerable, answered surely and from the right article */
            right: number;
            /** @description Of all, answered surely but not rightly */
            wrongConfident: number;
            /** @description Of those without an answer, not answered surely */
            refused: number;
            /** @description Of all, given to a person */
            handedOver: number;
            /** @description In the order of the files */
            items: components["schemas"]["testQuestionsItem"][];
        };
        AddEventsBody: {
            events: {
                userId: string;
                productId: string;
                action: string;
                /** Format: date-time */
                time: string;
                quantity?: number;
                amount?: number;
            }[];
        };
        AddEventsAnswer: {
            key: string;
        };
        Settings: {
            /** @description In force; null where it is made from the data */
            config?: unknown;
            /** @description Whether the owner said it */
            own: boolean;
        };
        SetSettingsBody: {
            [key: string]: unknown;
        };
        ModelDrift: {
            dataset: string;
            version: string;
            period: string | null;
            n: number;
            level: number;
            /** @enum {string} */
            verdict: "steady" | "drift" | "none";
            why: string | null;
            columns: {
                column: string | null;
                /** @enum {string} */
                of: "column" | "score" | "label" | "calibration";
                n: number;
                reference: number;
                statistic: string;
                value: number | null;
                threshold: number | null;
                p: number | null;
                psi: number | null;
                psiThreshold: number | null;
                /** @enum {string|null} */
                size: "small" | "moderate" | "large" | null;
                missing: {
                    before: number;
                    now: number;
                } | null;
                levels: {
                    level: string;
                    rows: number;
                }[];
                detects: number | null;
                causes: ("values" | "levels" | "missing" | "type" | "gone")[];
                /** @enum {string} */
                verdict: "steady" | "drift" | "none";
                rate: {
                    before: number;
                    now: number;
                } | null;
            }[];
            score: {
                column: string | null;
                /** @enum {string} */
                of: "column" | "score" | "label" | "calibration";
                n: number;
                reference: number;
                statistic: string;
                value: number | null;
                threshold: number | null;
                p: number | null;
                psi: number | null;
                psiThreshold: number | null;
                /** @enum {string|null} */
                size: "small" | "moderate" | "large" | null;
                missing: {
                    before: number;
                    now: number;
                } | null;
                levels: {
                    level: string;
                    rows: number;
                }[];
                detects: number | null;
                causes: ("values" | "levels" | "missing" | "type" | "gone")[];
                /** @enum {string} */
                verdict: "steady" | "drift" | "none";
                rate: {
                    before: number;
                    now: number;
                } | null;
            } | null;
            label: {
                column: string | null;
                /** @enum {string} */
                of: "column" | "score" | "label" | "calibration";
                n: number;
                reference: number;
                statistic: string;
                value: number | null;
                threshold: number | null;
                p: number | null;
                psi: number | null;
                psiThreshold: number | null;
                /** @enum {string|null} */
                size: "small" | "moderate" | "large" | null;
                missing: {
                    before: number;
                    now: number;
                } | null;
                levels: {
                    level: string;
                    rows: number;
                }[];
                detects: number | null;
                causes: ("values" | "levels" | "missing" | "type" | "gone")[];
                /** @enum {string} */
                verdict: "steady" | "drift" | "none";
                rate: {
                    before: number;
                    now: number;
                } | null;
            } | null;
            calibration: {
                column: string | null;
                /** @enum {string} */
                of: "column" | "score" | "label" | "calibration";
                n: number;
                reference: number;
                statistic: string;
                value: number | null;
                threshold: number | null;
                p: number | null;
                psi: number | null;
                psiThreshold: number | null;
                /** @enum {string|null} */
                size: "small" | "moderate" | "large" | null;
                missing: {
                    before: number;
                    now: number;
                } | null;
                levels: {
                    level: string;
                    rows: number;
                }[];
                detects: number | null;
                causes: ("values" | "levels" | "missing" | "type" | "gone")[];
                /** @enum {string} */
                verdict: "steady" | "drift" | "none";
                rate: {
                    before: number;
                    now: number;
                } | null;
            } | null;
        };
        ServingHistoryItem: {
            version: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            by: "training" | "promote" | "rollback" | "approve" | "rule";
            who?: string;
            why?: string;
            /** Format: date-time */
            until: string | null;
        };
        ServingHistory: {
            items: components["schemas"]["ServingHistoryItem"][];
            serving: {
                version: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                by: "training" | "promote" | "rollback" | "approve" | "rule";
                who?: string;
                why?: string;
                /** Format: date-time */
                until: string | null;
            } | null;
        };
        ModelCard: ({
            dataset: string;
            version: string;
            /** Format: date-time */
            createdAt: string;
            label: {
                column: string;
                /** @default  */
                positive: string | number | boolean;
                /** @default 0 */
                horizon: number;
                /** @enum {string} */
                kind?: "binary" | "number" | "classes" | "ordered" | "time";
                order?: string[];
                time?: string;
            };
            /**
             * @default month
             * @enum {string}
             */
            period: "month" | "week" | "day" | "step";
            data: {
                fingerprint: string;
                rows: number;
                positives: number;
                periods: string[];
                train?: {
                    rows: number;
                    positives: number;
                    periods: string[];
                };
                test?: {
                    rows: number;
                    positives: number;
                    periods: string[];
                };
                split?: {
                    key: string;
                    cut: number;
                    apart: number;
                };
            } & {
                [key: string]: unknown;
            };
            columns: ({
                name: string;
                /** @enum {string} */
                type: "number" | "category" | "boolean" | "date" | "text";
                /** @enum {string} */
                role: "numbers" | "categories" | "texts";
                missing?: number;
                joined?: boolean;
                typical?: string;
                levels?: string[];
                low?: number;
                high?: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @default [] */
            ignored: {
                column: string;
                why: string;
            }[];
            learners: ({
                name: string;
                chosen: boolean;
                weight?: number;
                /** @default {} */
                options: {
                    [key: string]: unknown;
                };
                fitSeconds?: number;
                test?: {
                    auc: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    averagePrecision: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    logLoss: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    brier: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    ece: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    accuracy: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    precision: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    recall: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    f1: {
                        value: number;
                        low: number;
                        high: number;
                    };
                };
            } & {
                [key: string]: unknown;
            })[];
            metrics: {
                test: {
                    auc: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    averagePrecision: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    logLoss: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    brier: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    ece: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    accuracy: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    precision: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    recall: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    f1: {
                        value: number;
                        low: number;
                        high: number;
                    };
                };
                eceNoise99?: number;
                baseRate?: {
                    logLoss: number;
                    brier: number;
                };
            } & {
                [key: string]: unknown;
            };
            base: number;
            bands: {
                high: number;
                medium: number;
            };
            /** @default [] */
            curves: {
                learner: string;
                epochs: {
                    epoch: number;
                    validationLoss: number;
                    trainLoss?: number;
                    trainAccuracy?: number;
                    validationAccuracy?: number;
                }[];
            }[];
            confusion: {
                /** @enum {string} */
                name: "half" | "costs" | "capacity" | "high" | "medium";
                threshold: number;
                truePositive: number;
                falsePositive: number;
                trueNegative: number;
                falseNegative: number;
                accuracy: number;
                precision: number;
                recall: number;
                f1: number;
            }[];
            reliability: {
                predicted: number;
                observed: number;
                count: number;
            }[];
            roc: {
                falsePositiveRate: number;
                truePositiveRate: number;
            }[];
            /** @default [] */
            precisionRecall: {
                recall: number;
                precision: number;
            }[];
            /** @default [] */
            lift: {
                capacity: number;
                rows: number;
                precision: number;
                recall: number;
                lift: number;
            }[];
            /** @default [] */
            limits: string[];
            /** @default [] */
            warnings: {
                code: string;
                column?: string;
                count?: number;
                example?: string;
                message: string;
            }[];
            lineage: {
                parent: string | null;
                seed: number;
                code: {
                    [key: string]: string;
                };
                definition: string | number;
            } & {
                [key: string]: unknown;
            };
            importance?: {
                column: string;
                value: number;
            }[];
            /** @default [] */
            dependence: {
                column: string;
                /** @enum {string} */
                type: "number" | "category" | "boolean" | "date" | "text";
                bins: {
                    level?: string;
                    from?: number;
                    to?: number;
                    rows: number;
                    mean: number;
                    low: number;
                    high: number;
                }[];
            }[];
            /** @default [] */
            partial: {
                column: string;
                /** @enum {string} */
                type: "number" | "category" | "boolean" | "date" | "text";
                points: {
                    level?: string;
                    value?: number;
                    probability: number;
                    share: number;
                }[];
            }[];
            /** @default [] */
            interactions: {
                columns: [
                    string,
                    string
                ];
                value: number;
            }[];
            /** @default [] */
            comparisons: ({
                name: string;
                version?: string;
                auc: {
                    value: number;
                    low: number;
                    high: number;
                };
                logLoss: {
                    value: number;
                    low: number;
                    high: number;
                };
                difference: {
                    auc: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    logLoss: {
                        value: number;
                        low: number;
                        high: number;
                    };
                };
                rows?: number;
                seen?: number;
            } & {
                [key: string]: unknown;
            })[];
            capacity?: {
                customers: number | null;
                share: number;
                rows: number;
                hits: number;
                precision: {
                    value: number;
                    low: number;
                    high: number;
                };
                recall: {
                    value: number;
                    low: number;
                    high: number;
                };
                lift: {
                    value: number;
                    low: number;
                    high: number;
                };
            };
            /** @default [] */
            gain: {
                share: number;
                recall: number;
            }[];
            /** @default [] */
            segments: {
                column: string;
                groups: {
                    value: string | null;
                    rows: number;
                    positives: number;
                    predicted: number;
                    observed: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    auc: {
                        value: number;
                        low: number;
                        high: number;
                    } | null;
                    logLoss: {
                        value: number;
                        low: number;
                        high: number;
                    } | null;
                    notes: ("small" | "weaker" | "over" | "under")[];
                }[];
            }[];
            costs?: {
                costs: {
                    falsePositive: number;
                    falseNegative: number;
                    /** @default 0 */
                    truePositive: number;
                    /** @default 0 */
                    trueNegative: number;
                };
                threshold: number;
                hindsight: number;
                cost: {
                    model: number;
                    nobody: number;
                    everybody: number;
                    hindsight: number;
                };
                saving: {
                    nobody: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    everybody: {
                        value: number;
                        low: number;
                        high: number;
                    };
                };
                table: {
                    threshold: number;
                    truePositive: number;
                    falsePositive: number;
                    trueNegative: number;
                    falseNegative: number;
                    cost: number;
                }[];
            };
            /** @default [] */
            leaks: ({
                code: string;
                column: string;
                message: string;
                drop: boolean;
            } & {
                [key: string]: unknown;
            })[];
            /** @default [] */
            compression: ({
                name: string;
                bytes: number;
                micros: number;
                batchMicros?: number;
                auc: number;
                logLoss: number;
                ece: number;
                chosen: boolean;
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        }) | ({
            /** @default score */
            task: string;
            /** @default  */
            createdAt: string;
        } & {
            [key: string]: unknown;
        });
        TrainModelBody: {
            /** @default 42 */
            seed: number;
        };
        PromoteModelBody: {
            why?: string;
            version: string;
        };
        PromoteModelAnswer: {
            version: string;
            task?: string;
            history: {
                version: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                by: "training" | "promote" | "rollback" | "approve" | "rule";
                who?: string;
                why?: string;
            }[];
        };
        RollBackModelBody: {
            why?: string;
        };
        DismissModelVersionAnswer: {
            waiting: {
                version: string;
                /** Format: date-time */
                since: string;
                who: string;
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
                why: string;
            } | null;
            past: {
                version: string;
                /** Format: date-time */
                since: string;
                who: string;
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
                why: string;
                /** Format: date-time */
                until: string;
                /** @enum {string} */
                end: "promoted" | "approved" | "dropped" | "replaced";
                verdict: string;
            }[];
        };
        Job: {
            id: string;
            /** @enum {string} */
            kind: "train" | "uplift" | "report" | "remove" | "drop" | "erase" | "retain" | "upload" | "rescore" | "views" | "clear" | "assess" | "derive" | "mend";
            subject: string;
            dataset?: string;
            input?: {
                [key: string]: string;
            };
            attempts?: number;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            progress: number;
            stage?: string;
            createdAt: string;
            queuedAt?: string;
            version?: string;
            container?: string;
            result?: unknown;
            error?: {
                code: string;
                message: string;
                next?: string;
            };
        };
        RetryProblemAnswer: {
            jobId: string | null;
        };
        Report: {
            /** @default null */
            company: string | null;
            /** @default null */
            currency: string | null;
            /**
             * @description By metric, as the settings have them
             * @default {}
             */
            targets: {
                [key: string]: number;
            };
            /**
             * @description Safe accounts that outgrow their contract, largest first
             * @default []
             */
            grow: {
                id: string;
                name: string | null;
                owner: string | null;
                /** @description Twelve months of revenue */
                annual: number;
                signs: {
                    /** @enum {string} */
                    sign: "seats" | "commitment" | "usage";
                    /** @description Of its paid seats in use, or of use above its usual level */
                    share: number | null;
                }[];
            }[];
            /**
             * @description What people call columns
             * @default {}
             */
            labels: {
                [key: string]: {
                    en?: string;
                    zh?: string;
                };
            };
            /**
             * @description Of ids that lists name
             * @default []
             */
            names: {
                id: string;
                name: string;
            }[];
            /** @default null */
            tables: {
                /**
                 * @description Why changes since the period before are not told
                 * @default null
                 */
                incomplete: string | null;
                /**
                 * @description Why money is not added up
                 * @default null
                 */
                unsummed: string | null;
                /**
                 * @description Each currency by itself, where there are several
                 * @default []
                 */
                currencies: {
                    currency: string;
                    mrr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    arpa: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    grr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    nrr: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                }[];
                movements: {
                    start: number;
                    new: number;
                    reactivation: number;
                    expansion: number;
                    contraction: number;
                    churn: number;
                    end: number;
                    customers: {
                        start: number;
                        new: number;
                        reactivation: number;
                        expansion: number;
                        contraction: number;
                        churn: number;
                        end: number;
                    };
                } | null;
                cohorts: {
                    period: string;
                    size: number;
                    present: (number | null)[];
                    share: (number | null)[];
                }[];
                models: {
                    name: string;
                    customers: number;
                }[];
                retiring: {
                    /** @description As the customers' column says */
                    version: string;
                    /** Format: date */
                    retiresOn: string;
                    /** @default null */
                    successor: string | null;
                    days: number;
                    customers: number;
                    ids: string[];
                }[];
                /** @description Customers to look at, by id */
                lists: {
                    usageChurn: string[];
                    billShock: string[];
                    overCommitment: string[];
                    ownerRemoved: string[];
                };
            } | null;
            /** @default null */
            health: {
                config: {
                    components: {
                        name: string;
                        label: {
                            en: string;
                            zh: string;
                        };
                        weight: number;
                        source: {
                            /** @enum {string} */
                            role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                        } | {
                            /** @description of the file, or ours, such as score.probability */
                            column: string;
                        } | {
                            /** @description the first over the second; missing where the second is 0 */
                            ratio: [
                                {
                                    /** @enum {string} */
                                    role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                                } | {
                                    /** @description of the file, or ours, such as score.probability */
                                    column: string;
                                },
                                {
                                    /** @enum {string} */
                                    role: "satisfaction" | "loyalty" | "success" | "nps" | "csat" | "ces" | "revenue" | "currency" | "spend" | "commitment" | "credits" | "budget" | "termStart" | "termEnd" | "renewal" | "name" | "owner" | "plan" | "stage" | "signup" | "trial" | "seats" | "activeSeats" | "features" | "daily" | "monthly" | "usage" | "tokens" | "requests" | "models" | "errorRate" | "rateLimited" | "latency" | "tickets" | "onboarded" | "trained" | "firstValue" | "referrals" | "referralValue" | "product" | "action" | "quantity" | "price" | "amount" | "order" | "subscription" | "interval" | "start" | "end" | "channel" | "rating" | "scale" | "text" | "title" | "lang";
                                } | {
                                    /** @description of the file, or ours, such as score.probability */
                                    column: string;
                                }
                            ];
                        };
                        cuts: {
                            /** @description worth 0 points here and beyond */
                            poor: number;
                            /** @description worth 50 points */
                            concerning: number;
                            /** @description worth 100 points here and beyond */
                            healthy: number;
                        };
                        /**
                         * @description other cuts or weights for some customers; the first that fits
                         * @default []
                         */
                        when: {
                            /** @description a text column, such as plan or segment.value */
                            column: string;
                            is: string;
                            cuts?: {
                                /** @description worth 0 points here and beyond */
                                poor: number;
                                /** @description worth 50 points */
                                concerning: number;
                                /** @description worth 100 points here and beyond */
                                healthy: number;
                            };
                            weight?: number;
                        }[];
                        /**
                         * @description without a value: skip shares its weight among the rest, neutral counts 50 points, poor none
                         * @default skip
                         * @enum {string}
                         */
                        missing: "skip" | "neutral" | "poor";
                        /** @description why the cuts are where they are */
                        note?: {
                            en: string;
                            zh: string;
                        };
                    }[];
                    /**
                     * @description red below amber, green from green on
                     * @default {
                     *       "amber": 50,
                     *       "green": 75
                     *     }
                     */
                    status: {
                        amber: number;
                        green: number;
                    };
                    /**
                     * @description least share of the weight that must have a value
                     * @default 0.5
                     */
                    minCoverage: number;
                };
                mean: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                status: {
                    red: number;
                    amber: number;
                    green: number;
                    unknown: number;
                };
                components: {
                    name: string;
                    label: {
                        en: string;
                        zh: string;
                    };
                    weight: number;
                    mean: number | null;
                    missing: number;
                }[];
                backtest: {
                    months: {
                        /** @description customers with a health and a known outcome */
                        n: number;
                        /** @description of them, those that left */
                        positives: number;
                        base: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of low health telling who leaves */
                        health: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of the model among the same */
                        probability: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of each */
                        components: {
                            [key: string]: {
                                value: number;
                                n: number;
                                low?: number;
                                high?: number;
                            } | {
                                value: null;
                                why: string;
                            };
                        };
                        /** @description leavers among the tenth of lowest health, over the base rate */
                        lift: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        period: string;
                    }[];
                    /** @description intervals know that a customer is there every month */
                    pooled: {
                        /** @description customers with a health and a known outcome */
                        n: number;
                        /** @description of them, those that left */
                        positives: number;
                        base: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of low health telling who leaves */
                        health: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of the model among the same */
                        probability: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                        /** @description AUC of each */
                        components: {
                            [key: string]: {
                                value: number;
                                n: number;
                                low?: number;
                                high?: number;
                            } | {
                                value: null;
                                why: string;
                            };
                        };
                        /** @description leavers among the tenth of lowest health, over the base rate */
                        lift: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    missed: {
                        /** @description customer periods that stood green */
                        green: number;
                        /** @description of them, those that left */
                        left: number;
                        /** @description newest first, then the greenest */
                        list: {
                            id: string;
                            period: string;
                            health: number;
                            /** @description the components that were green, the greenest first */
                            on: {
                                name: string;
                                points: number;
                            }[];
                        }[];
                    };
                } | null;
            } | null;
            /** @default null */
            segments: {
                /** @enum {string} */
                primary: "value" | "rfm" | "kmeans" | "rules";
                schemes: {
                    [key: string]: {
                        sizes: {
                            segment: string;
                            n: number;
                            share: number;
                            name: {
                                en: string;
                                zh: string;
                            };
                        }[];
                        movements: {
                            before: string[];
                            now: string[];
                            /** @description [before][now] */
                            moved: number[][];
                            /** @description [now] */
                            joined: number[];
                            /** @description [before] */
                            left: number[];
                        } | null;
                        traits: {
                            [key: string]: {
                                column: string;
                                /** @description of a text column; null of a number */
                                level: string | null;
                                /** @description Cohen's d of a mean, Cohen's h of a level's share */
                                effect: number;
                                /** @description mean, or share of the level */
                                inside: number;
                                outside: number;
                                text: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            } | null;
            /** @default null */
            lifetime: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            } | null;
            /** @default null */
            said: {
                /** @description In the period's 90 days */
                comments: number;
                customers: number;
                sentiment: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                positive: number;
                negative: number;
                topics: {
                    label: string;
                    /**
                     * @description By the owner
                     * @default false
                     */
                    named: boolean;
                    phrases: string[];
                    count: number;
                    share: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    before: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    change: {
                        change: number;
                        low?: number;
                        high?: number;
                    } | null;
                    example: {
                        id: string;
                        text: string;
                    };
                }[];
            } | null;
            /** @default null */
            actions: {
                /** @description By state */
                counts: {
                    [key: string]: number;
                };
                /** @description The most urgent first */
                list: {
                    id: string;
                    dataset: string;
                    customer: string;
                    name: string | null;
                    period: string;
                    playbook: string;
                    title: {
                        en: string;
                        zh: string;
                    };
                    why: {
                        en: string;
                        zh: string;
                    };
                    steps: {
                        text: {
                            en: string;
                            zh: string;
                        };
                        owner: {
                            en: string;
                            zh: string;
                        };
                        due: string;
                    }[];
                    /** @enum {string} */
                    state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                    heldOut: boolean;
                    priority: number;
                    owner: {
                        en: string;
                        zh: string;
                    };
                    due: string;
                    createdAt: string;
                    /**
                     * @description The version whose scores ranked it
                     * @default null
                     */
                    model: string | null;
                    /** @description Twelve months of the customer's revenue when it was proposed */
                    stake?: number | null;
                    history: {
                        /** @enum {string} */
                        state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                        at: string;
                        note?: string;
                    }[];
                    outcome?: {
                        value: boolean | number;
                        at: string;
                        note?: string;
                    };
                    measured?: {
                        value: boolean | number;
                        at: string;
                        note?: string;
                    };
                }[];
                effects: {
                    playbook: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    treated: {
                        customers: number;
                        known: number;
                        outcome: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    heldOut: {
                        customers: number;
                        known: number;
                        outcome: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    effect: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    done: {
                        customers: number;
                        known: number;
                        outcome: {
                            value: number;
                            n: number;
                            low?: number;
                            high?: number;
                        } | {
                            value: null;
                            why: string;
                        };
                    };
                    perProtocol: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    /**
                     * @description The day from which the actions there are tell the effect
                     * @default null
                     */
                    knownOn: string | null;
                    /**
                     * @description Customers still to be proposed for or held out
                     * @default {
                     *       "treated": 0,
                     *       "heldOut": 0
                     *     }
                     */
                    needed: {
                        treated: number;
                        heldOut: number;
                    };
                    /**
                     * @description The effect in twelve months of revenue of the customers it was proposed for
                     * @default {
                     *       "value": null,
                     *       "why": "Not measured."
                     *     }
                     */
                    saved: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                }[];
            } | null;
            /** @default null */
            questions: {
                /** @description As it was asked last. */
                question: string;
                /** @enum {string} */
                lang: "en" | "zh";
                /** @description How often it went unanswered. */
                count: number;
                asked: number;
                /** Format: date-time */
                last: string;
            }[] | null;
            /** @default null */
            forecasts: {
                /** @description revenue, customers, usage, demand:<product> or a metric's name */
                series: string;
                /**
                 * @default count
                 * @enum {string}
                 */
                unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                /** @description Oldest first */
                history: {
                    period: string;
                    value: number | null;
                }[];
                points: {
                    value: number;
                    low80: number;
                    high80: number;
                    low95: number;
                    high95: number;
                    period: string;
                }[];
                /** @default null */
                pastError: {
                    /** @description Null where nothing ever changed */
                    mase: number | null;
                    /** @description Percent, 0 to 200 */
                    smape: number;
                    /** @description The same of repeating the last season */
                    seasonalNaive: {
                        /** @description Null where nothing ever changed */
                        mase: number | null;
                        /** @description Percent, 0 to 200 */
                        smape: number;
                    };
                    /** @description Times in the past it was forecast from */
                    origins: number;
                } | null;
                /** @default [] */
                notes: {
                    code: string;
                    text: {
                        en: string;
                        zh: string;
                    };
                }[];
                /** @default null */
                reorder: {
                    /** @description Order when stock falls to this */
                    reorderPoint: number;
                    /** @description What of it guards against more demand */
                    safetyStock: number;
                    /** @description Until the order arrives */
                    expectedDemand: number;
                } | null;
                /** @default null */
                why: string | null;
            }[] | null;
            /** @default null */
            offers: {
                month: string;
                /** @description How long after being shown a step counts */
                days: number;
                offers: number;
                customers: number;
                /** @description Share of offers of which a product was looked at */
                clicked: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                /** @description Share of offers of which a product was bought */
                bought: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                /** @description Share of customers who bought anything, recommended less held out */
                effect: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            } | null;
            /** @default null */
            renewals: {
                items: {
                    customers: number;
                    /** @description A period's revenue of those customers */
                    revenue: number;
                    /** @description Σ probability × twelve months of revenue */
                    expectedLoss: number;
                    /** @description 95 % interval of what is lost */
                    low: number;
                    high: number;
                    month: string;
                    happened?: {
                        renewed: number;
                        /** @description Still there, with less revenue */
                        contracted: number;
                        left: number;
                        /** @description Twelve months of the revenue that is gone */
                        lost: number;
                        names: {
                            contracted: {
                                id: string;
                                name: string | null;
                                moneyAtRisk: number;
                            }[];
                            left: {
                                id: string;
                                name: string | null;
                                moneyAtRisk: number;
                            }[];
                        };
                    };
                }[];
                /** @description Customers without a renewal ahead */
                none: {
                    customers: number;
                    /** @description A period's revenue of those customers */
                    revenue: number;
                    /** @description Σ probability × twelve months of revenue */
                    expectedLoss: number;
                    /** @description 95 % interval of what is lost */
                    low: number;
                    high: number;
                };
                /** @description All customers */
                total: {
                    customers: number;
                    /** @description A period's revenue of those customers */
                    revenue: number;
                    /** @description Σ probability × twelve months of revenue */
                    expectedLoss: number;
                    /** @description 95 % interval of what is lost */
                    low: number;
                    high: number;
                };
            } | null;
            /** @default null */
            drift: {
                en: string;
                zh: string;
            } | null;
            /** @default null */
            foretold: {
                version: string;
                createdAt: string;
                label: {
                    column: string;
                    /** @default  */
                    positive: string | number | boolean;
                    /** @default 0 */
                    horizon: number;
                    /** @enum {string} */
                    kind?: "binary" | "number" | "classes" | "ordered" | "time";
                    order?: string[];
                    time?: string;
                };
                /** @enum {string} */
                by: "class" | "band";
                /** @description Customers by the likeliest class, or by band */
                counts: {
                    name: string;
                    customers: number;
                }[];
                quality: {
                    name: string;
                    measure: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    /** @description Of the plainest answers */
                    plain: {
                        name: string;
                        value: number;
                    } | null;
                };
            } | null;
            /**
             * @description Warnings of the files the figures rest on
             * @default []
             */
            basis: {
                code: string;
                column?: string;
                count?: number;
                example?: string;
                message: string;
                file: string;
            }[];
            month: string;
            dataset: string;
            counts: {
                customers: number;
                scored: number;
                joined?: number;
                left?: number;
                rejected?: number;
            };
            definitions: {
                satisfaction: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
                loyalty: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
                successRate: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
            } & {
                [key: string]: {
                    version: number;
                    name: string;
                    /** @enum {string} */
                    unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
                    text: string;
                    formula: string;
                };
            };
            metrics: {
                satisfaction: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                loyalty: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
                successRate: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            } & {
                [key: string]: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            };
            /**
             * @description The month in five sentences
             * @default null
             */
            letter: {
                en: {
                    /** @enum {string} */
                    topic: "changed" | "why" | "risk" | "done" | "todo";
                    text: string;
                }[];
                zh: {
                    /** @enum {string} */
                    topic: "changed" | "why" | "risk" | "done" | "todo";
                    text: string;
                }[];
            } | null;
            since: string | null;
            movements: {
                satisfaction: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
                loyalty: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
                successRate: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
            } & {
                [key: string]: {
                    change: number;
                    low?: number;
                    high?: number;
                } | null;
            };
            history: {
                month: string;
                metrics: {
                    satisfaction: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    loyalty: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    successRate: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                } & {
                    [key: string]: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                };
                customers: number;
                high: number | null;
                /** @default null */
                health: {
                    mean: {
                        value: number;
                        n: number;
                        low?: number;
                        high?: number;
                    } | {
                        value: null;
                        why: string;
                    };
                    status: {
                        red: number;
                        amber: number;
                        green: number;
                        unknown: number;
                    };
                } | null;
                /**
                 * @description Σ probability × twelve months of revenue
                 * @default null
                 */
                expectedLoss: number | null;
            }[];
            risk: {
                histogram: {
                    low: number;
                    high: number;
                    count: number;
                }[];
                bands: {
                    high: number;
                    medium: number;
                    low: number;
                };
            } | null;
            atRisk: {
                id: string;
                /** @default null */
                name: string | null;
                probability: number;
                /** @enum {string} */
                band: "high" | "medium" | "low";
                /** @default null */
                revenue: number | null;
                reasons: {
                    column: string;
                    /** @description As people call it */
                    label?: {
                        en: string;
                        zh: string;
                    };
                    value: string | number | boolean | null;
                    /** @description In the customer's periods before */
                    past?: string;
                    /** @description Usual in its plan or segment */
                    peers?: string;
                    contribution: number;
                }[];
                /** @default null */
                owner: string | null;
                /** @default null */
                renewal: string | null;
                /** @default null */
                daysToRenewal: number | null;
                /** @default null */
                moneyAtRisk: number | null;
                /** @default [] */
                todo: {
                    en: string;
                    zh: string;
                }[];
            }[];
            model: {
                version: string;
                createdAt: string;
                label: {
                    column: string;
                    /** @default  */
                    positive: string | number | boolean;
                    /** @default 0 */
                    horizon: number;
                    /** @enum {string} */
                    kind?: "binary" | "number" | "classes" | "ordered" | "time";
                    order?: string[];
                    time?: string;
                };
                /** @enum {string} */
                period: "month" | "week" | "day" | "step";
                base: number;
                bands: {
                    high: number;
                    medium: number;
                };
                test: {
                    auc: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    logLoss: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    ece: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    recall: {
                        value: number;
                        low: number;
                        high: number;
                    };
                    precision: {
                        value: number;
                        low: number;
                        high: number;
                    };
                };
            } | null;
        };
        PreviewFileAnswer: {
            dataset: string;
            /** @description What it looks to be: a standard dataset, or own for a table of another kind */
            kind: string;
            encoding: string;
            separator: string;
            /** @description Lines passed over above the header */
            skipped: number;
            /** @description Whether a line names the columns */
            header: boolean;
            /** @description The line that does */
            line: number | null;
            /** @enum {string} */
            period: "month" | "week" | "day" | "step";
            /** @description Of the rows looked at */
            periods: string[];
            id?: string;
            time?: string;
            label?: {
                column: string;
                /** @default  */
                positive: string | number | boolean;
                /** @default 0 */
                horizon: number;
                /** @enum {string} */
                kind?: "binary" | "number" | "classes" | "ordered" | "time";
                order?: string[];
                time?: string;
            };
            candidates?: {
                id: string[];
                time: string[];
                label: {
                    column: string;
                    positive: string | number | boolean;
                }[];
            };
            columns: {
                name: string;
                /**
                 * @description None while no cell is filled
                 * @enum {string|null}
                 */
                type: "number" | "category" | "boolean" | "date" | "text" | null;
                /** @description A role, or id, time or label */
                role: string | null;
                /** @enum {string} */
                decimal?: "." | ",";
                /** @enum {string} */
                order?: "dmy" | "mdy";
                /** @enum {string} */
                zeros?: "missing" | "value";
                filled: number;
                /** @description Empty cells of rows that are somebody's */
                missing: number;
                distinct: number;
                examples: string[];
                warnings: {
                    code: string;
                    column?: string;
                    count?: number;
                    example?: string;
                    message: string;
                }[];
            }[];
            /** @description Rows looked at, accepted and refused ones */
            rows: number;
            /** @description Whether these are all of the file's rows, so that nothing else will be said of it */
            whole: boolean;
            accepted: number;
            rejected: number;
            /** @description Why rows would be refused, the commonest reason first */
            refused: {
                code: string;
                column: string | null;
                count: number;
                /** @description The first such line */
                line: number;
                message: string;
            }[];
            /** @description Lines passed over above the header */
            above: (string | null)[][];
            /** @description The first rows */
            first: (string | null)[][];
            warnings: {
                code: string;
                column?: string;
                count?: number;
                example?: string;
                message: string;
            }[];
        };
        QueryBody: {
            sql: string;
            /** @default 1000 */
            limit: number;
        };
        QueryAnswer: {
            columns: {
                name: string;
                type: string;
            }[];
            /** @description Cells in the order of columns */
            rows: unknown[][];
            /** @description Whether there are more rows than these */
            truncated: boolean;
        };
        ConfirmPeriodAnswer: {
            period: string;
            /** @description Null until it is worked out */
            customers: number | null;
            /** @description Why movements, churn and retention have no value */
            incomplete: string | null;
            /** @description Somebody said that it is whole */
            confirmed: boolean;
        };
        CreateKeyBody: {
            name: string;
            scopes: ("read" | "score" | "write" | "train" | "admin")[];
            datasets?: string[];
            expires?: string;
        };
        CreateKeyAnswer: {
            name: string;
            scopes: ("read" | "score" | "write" | "train" | "admin")[];
            /** @description The only datasets it reaches; all of them where none are named */
            datasets?: string[];
            id: string;
            created: string | null;
            lastUsed: string | null;
            expires: string | null;
            key: string;
        };
        RevokeKeyAnswer: {
            name: string;
            scopes: ("read" | "score" | "write" | "train" | "admin")[];
            /** @description The only datasets it reaches; all of them where none are named */
            datasets?: string[];
            id: string;
            created: string | null;
            lastUsed: string | null;
            expires: string | null;
        };
        DatasetsItem: {
            id?: string;
            time?: string;
            /**
             * @default month
             * @enum {string}
             */
            period: "month" | "week" | "day" | "step";
            /** @default true */
            header: boolean;
            names?: string[];
            /** @enum {string} */
            separator?: "," | ";" | "\t" | "|" | "~" | "^" | "\u001f" | "\u0001";
            /** @enum {string} */
            shape?: "rows";
            encoding?: string;
            label?: {
                column: string;
                /** @default  */
                positive: string | number | boolean;
                /** @default 0 */
                horizon: number;
                /** @enum {string} */
                kind?: "binary" | "number" | "classes" | "ordered" | "time";
                order?: string[];
                time?: string;
            };
            /** @default [] */
            ignore: string[];
            learner?: ("auto" | "logistic" | "mlp" | "boost" | "article") | {
                /** @enum {string} */
                kind: "mlp";
                hidden?: number[];
                dropout?: number;
                l1?: number;
                l2?: number;
                noise?: number;
                rate?: number;
                /** @enum {string} */
                schedule?: "plateau" | "decay" | "fixed";
                epochs?: number;
                batch?: number;
                patience?: number;
            } | {
                /** @enum {string} */
                kind: "boost";
                trees?: number;
                depth?: number;
                leaves?: number;
                rate?: number;
                rowSample?: number;
                columnSample?: number;
                patience?: number;
                monotone?: {
                    [key: string]: 1 | -1 | 0;
                };
            } | {
                /** @enum {string} */
                kind: "auto";
                members?: ("plr" | "l31w" | "l6" | "mlp" | "linear" | "words")[];
                minutes?: number;
                search?: boolean;
            };
            minutes?: number;
            budget?: {
                bytes?: number;
                micros?: number;
                /** @default 0.01 */
                loss: number;
            };
            keep?: string[];
            /** @default {} */
            columns: {
                [key: string]: "number" | "category" | "boolean" | "date" | "text";
            };
            /** @default {} */
            roles: {
                satisfaction?: string;
                loyalty?: string;
                success?: string;
                nps?: string;
                csat?: string;
                ces?: string;
                revenue?: string;
                currency?: string;
                spend?: string;
                commitment?: string;
                credits?: string;
                budget?: string;
                termStart?: string;
                termEnd?: string;
                renewal?: string;
                name?: string;
                owner?: string;
                plan?: string;
                stage?: string;
                signup?: string;
                trial?: string;
                seats?: string;
                activeSeats?: string;
                features?: string;
                daily?: string;
                monthly?: string;
                usage?: string;
                tokens?: string;
                requests?: string;
                models?: string;
                errorRate?: string;
                rateLimited?: string;
                latency?: string;
                tickets?: string;
                onboarded?: string;
                trained?: string;
                firstValue?: string;
                referrals?: string;
                referralValue?: string;
                product?: string;
                action?: string;
                quantity?: string;
                price?: string;
                amount?: string;
                order?: string;
                subscription?: string;
                interval?: string;
                start?: string;
                end?: string;
                channel?: string;
                rating?: string;
                scale?: string;
                text?: string;
                title?: string;
                lang?: string;
            };
            labels?: {
                [key: string]: {
                    en?: string;
                    zh?: string;
                };
            };
            changeable?: string[];
            protected?: string[];
            /** @default {} */
            dates: {
                [key: string]: "dmy" | "mdy";
            };
            /** @default {} */
            numbers: {
                [key: string]: {
                    /** @enum {string} */
                    decimal: "." | ",";
                };
            };
            zeros?: {
                [key: string]: "missing" | "value";
            };
            timezone?: string;
            capacity?: number;
            costs?: {
                falsePositive: number;
                falseNegative: number;
                /** @default 0 */
                truePositive: number;
                /** @default 0 */
                trueNegative: number;
            };
            segments?: string[];
            pseudonymise?: true | string[];
            derive?: {
                /** @default customers */
                dataset: string;
                /** @default 90 */
                windowDays: number;
                purchase?: string[];
            };
            retrain?: {
                /**
                 * @default month
                 * @enum {string}
                 */
                every: "week" | "month" | "quarter" | "never";
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
            };
            retention?: {
                months: number;
            } | null;
            said: string[];
            candidates?: {
                id: string[];
                time: string[];
                label: {
                    column: string;
                    positive: string | number | boolean;
                }[];
            };
            version: number;
            inferred: string[];
            open: string[];
            name: string;
        };
        DatasetsList: {
            items: components["schemas"]["DatasetsItem"][];
            cursor: string | null;
        };
        UploadsList: {
            items: components["schemas"]["Upload"][];
            cursor: string | null;
        };
        CustomersItem: {
            id: string;
            period: string;
            probability: number | null;
            /** @enum {string|null} */
            band: "high" | "medium" | "low" | null;
            /** @description 0 to 100 */
            health: number | null;
            /** @enum {string|null} */
            status: "red" | "amber" | "green" | null;
            /** @description Of the primary scheme */
            segment: string | null;
            revenue: number | null;
            /** @description Value expected to come */
            lifetime: number | null;
            name: string | null;
            /** @description Of amounts, and of levels that are numbers */
            value?: number;
            median?: number;
            low80?: number;
            high80?: number;
            low95?: number;
            high95?: number;
            /** @description The likeliest class or level */
            class?: string;
            /** @description The probability of each class */
            classes?: {
                [key: string]: number;
            };
            /** @description Of times: the probability that it comes later than so many periods */
            survival?: {
                [key: string]: number;
            };
            /** @description Of times: periods until it comes, as far as rows were watched */
            expected?: number;
        } & {
            [key: string]: unknown;
        };
        CustomersList: {
            items: components["schemas"]["CustomersItem"][];
            cursor: string | null;
            /** @description Customers that the filters leave */
            total: number;
            /** @description Of all of them: the revenue, and every number among the columns */
            sums: {
                [key: string]: number | null;
            };
        };
        CustomerMomentsItem: {
            id: string;
            period: string;
            probability: number | null;
            /** @enum {string|null} */
            band: "high" | "medium" | "low" | null;
            /** @description 0 to 100 */
            health: number | null;
            /** @enum {string|null} */
            status: "red" | "amber" | "green" | null;
            /** @description Of the primary scheme */
            segment: string | null;
            revenue: number | null;
            /** @description Value expected to come */
            lifetime: number | null;
            name: string | null;
            /** @description Of amounts, and of levels that are numbers */
            value?: number;
            median?: number;
            low80?: number;
            high80?: number;
            low95?: number;
            high95?: number;
            /** @description The likeliest class or level */
            class?: string;
            /** @description The probability of each class */
            classes?: {
                [key: string]: number;
            };
            /** @description Of times: the probability that it comes later than so many periods */
            survival?: {
                [key: string]: number;
            };
            /** @description Of times: periods until it comes, as far as rows were watched */
            expected?: number;
            cells: {
                [key: string]: string;
            };
            score: {
                logit: number;
                probability: number;
                /** @enum {string} */
                band: "high" | "medium" | "low";
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                modelVersion: string;
            } | null;
            /** @description What is foretold where the label is no question of yes and no */
            answer: {
                /** @enum {string} */
                kind: "number" | "classes" | "ordered" | "time";
                /** @description Of amounts, and of levels that are numbers */
                value?: number;
                median?: number;
                low80?: number;
                high80?: number;
                low95?: number;
                high95?: number;
                /** @description The likeliest class or level */
                class?: string;
                /** @description The probability of each class */
                classes?: {
                    [key: string]: number;
                };
                /** @description Of times: the probability that it comes later than so many periods */
                survival?: {
                    [key: string]: number;
                };
                /** @description Of times: periods until it comes, as far as rows were watched */
                expected?: number;
                /** @enum {string} */
                band?: "high" | "medium" | "low";
                score: number;
                base: number;
                reasons: {
                    column: string;
                    value: string | null;
                    contribution: number;
                    words?: {
                        text: string;
                        contribution: number;
                    }[];
                }[];
                modelVersion: string;
            } | null;
        };
        CustomerMomentsList: {
            items: components["schemas"]["CustomerMomentsItem"][];
            cursor: string | null;
        };
        CustomerActionsList: {
            items: components["schemas"]["ChangeActionAnswer"][];
            cursor: string | null;
        };
        StockOrdersItem: {
            /** @description Order when stock falls to this */
            reorderPoint: number;
            /** @description What of it guards against more demand */
            safetyStock: number;
            /** @description Until the order arrives */
            expectedDemand: number;
            /** @description What stock and order together come to */
            orderUpTo: number;
            /**
             * Format: date
             * @description The day stock falls to the reorder point; null: not foreseen
             */
            orderOn: string | null;
            /** @description Stock is at the reorder point or below */
            now: boolean;
            /** @description Units to order on that day; null without a day */
            quantity: number | null;
            /** Format: date */
            arrivesOn: string | null;
            /**
             * Format: date
             * @description The day stock ends if nothing is ordered; null: not foreseen
             */
            runsOutOn: string | null;
            product: string;
            title: string | null;
            /** @description Units on hand by the products' newest file */
            stock: number;
        };
        StockOrdersList: {
            items: components["schemas"]["StockOrdersItem"][];
            cursor: string | null;
            /** @description Products with a stock and a demand */
            total: number;
            /** @description How many of them are to be ordered today */
            now: number;
            /** @description Products that sell, and whose stock nobody said */
            unknown: number;
        };
        PlaybookEffectsItem: {
            playbook: string;
            /** @enum {string} */
            unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
            treated: {
                customers: number;
                known: number;
                outcome: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            };
            heldOut: {
                customers: number;
                known: number;
                outcome: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            };
            effect: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            done: {
                customers: number;
                known: number;
                outcome: {
                    value: number;
                    n: number;
                    low?: number;
                    high?: number;
                } | {
                    value: null;
                    why: string;
                };
            };
            perProtocol: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            /**
             * @description The day from which the actions there are tell the effect
             * @default null
             */
            knownOn: string | null;
            /**
             * @description Customers still to be proposed for or held out
             * @default {
             *       "treated": 0,
             *       "heldOut": 0
             *     }
             */
            needed: {
                treated: number;
                heldOut: number;
            };
            /**
             * @description The effect in twelve months of revenue of the customers it was proposed for
             * @default {
             *       "value": null,
             *       "why": "Not measured."
             *     }
             */
            saved: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
        };
        PlaybookEffectsList: {
            items: components["schemas"]["PlaybookEffectsItem"][];
            cursor: string | null;
        };
        PlaybooksItem: {
            playbook: string;
            name: {
                en: string;
                zh: string;
            };
            matched: number;
            /** @description Within the cool-down after an earlier action */
            cooling: number;
            proposed: number;
            held: number;
            /** @description Over the team's capacity */
            beyond: number;
            /** @description Why it fits nobody */
            silent: {
                en: string;
                zh: string;
            } | null;
        };
        PlaybooksList: {
            items: components["schemas"]["PlaybooksItem"][];
            cursor: string | null;
        };
        UpliftItem: {
            playbook: string;
            /** @description When it was learned */
            day: string;
            /** @enum {string} */
            unit: "points" | "share" | "money" | "count" | "days" | "ratio" | "ms";
            /** @description Customers proposed for, with a known outcome */
            treated: number;
            /** @description Customers held out, with a known outcome */
            heldOut: number;
            /** @description Mean uplift of all of them */
            effect: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            /** @description Area between the Qini curve of the ranking and that of a random order, per customer */
            qini: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            /** @description By customers that the ranking had not learned from */
            curve: {
                /** @description of customers acted on, the first first */
                share: number;
                /** @description in the outcome, per customer of all */
                gain: number;
                low: number;
                high: number;
                random: number;
            }[];
            /** @description The Qini's interval lies above 0: the ranking may be used */
            offered: boolean;
        };
        UpliftList: {
            items: components["schemas"]["UpliftItem"][];
            cursor: string | null;
        };
        PrioritiesItem: {
            id: string;
            name: string | null;
            owner: string | null;
            segment: string | null;
            probability: number | null;
            /** @enum {string|null} */
            band: "high" | "medium" | "low" | null;
            /** @description A period */
            revenue: number | null;
            renewal: string | null;
            /** @description From today; below zero once the date has passed */
            daysToRenewal: number | null;
            /** @description Probability × twelve months of revenue */
            moneyAtRisk: number | null;
            drivers: {
                column: string;
                label: string;
                value: string | null;
                /** @description In the customer's periods before */
                past?: string;
                /** @description Usual in its plan or segment */
                peers?: string;
                /** @description To the log-odds */
                contribution: number;
            }[];
            playbooks: {
                playbook: string;
                /** @description Id of the action */
                action: string;
                /** @enum {string} */
                state: "proposed" | "accepted" | "done" | "dismissed" | "held";
                title: {
                    en: string;
                    zh: string;
                };
                why: {
                    en: string;
                    zh: string;
                };
                steps: {
                    text: {
                        en: string;
                        zh: string;
                    };
                    owner: {
                        en: string;
                        zh: string;
                    };
                    due: string;
                }[];
            }[];
            left: {
                period: string;
            } | null;
        };
        PrioritiesList: {
            items: components["schemas"]["PrioritiesItem"][];
            cursor: string | null;
            total: number;
            /** @description Of all that the filters leave */
            moneyAtRisk: number;
        };
        RenewalMonthsItem: {
            customers: number;
            /** @description A period's revenue of those customers */
            revenue: number;
            /** @description Σ probability × twelve months of revenue */
            expectedLoss: number;
            /** @description 95 % interval of what is lost */
            low: number;
            high: number;
            month: string;
            happened?: {
                renewed: number;
                /** @description Still there, with less revenue */
                contracted: number;
                left: number;
                /** @description Twelve months of the revenue that is gone */
                lost: number;
                names: {
                    contracted: {
                        id: string;
                        name: string | null;
                        moneyAtRisk: number;
                    }[];
                    left: {
                        id: string;
                        name: string | null;
                        moneyAtRisk: number;
                    }[];
                };
            };
        };
        RenewalMonthsList: {
            items: components["schemas"]["RenewalMonthsItem"][];
            cursor: string | null;
            /** @description Customers without a renewal ahead */
            none: {
                customers: number;
                /** @description A period's revenue of those customers */
                revenue: number;
                /** @description Σ probability × twelve months of revenue */
                expectedLoss: number;
                /** @description 95 % interval of what is lost */
                low: number;
                high: number;
            };
            /** @description All customers */
            total: {
                customers: number;
                /** @description A period's revenue of those customers */
                revenue: number;
                /** @description Σ probability × twelve months of revenue */
                expectedLoss: number;
                /** @description 95 % interval of what is lost */
                low: number;
                high: number;
            };
        };
        FeedbackList: {
            items: components["schemas"]["AddFeedbackAnswer"][];
            cursor: string | null;
        };
        TopicsItem: {
            label: string;
            /**
             * @description By the owner
             * @default false
             */
            named: boolean;
            phrases: string[];
            count: number;
            share: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            before: {
                value: number;
                n: number;
                low?: number;
                high?: number;
            } | {
                value: null;
                why: string;
            };
            change: {
                change: number;
                low?: number;
                high?: number;
            } | null;
            example: {
                id: string;
                text: string;
            };
            /** @description Who wrote of it */
            customers: string[];
        };
        TopicsList: {
            month: string | null;
            items: components["schemas"]["TopicsItem"][];
        };
        UnansweredItem: {
            /** @description As it was asked last. */
            question: string;
            /** @enum {string} */
            lang: "en" | "zh";
            /** @description How often it went unanswered. */
            count: number;
            asked: number;
            /** Format: date-time */
            last: string;
        };
        UnansweredList: {
            items: components["schemas"]["UnansweredItem"][];
            cursor: string | null;
        };
        ModelsItem: {
            dataset: string;
            version: string;
            current: boolean;
            createdAt: string;
            task: string;
        };
        ModelsList: {
            items: components["schemas"]["ModelsItem"][];
            cursor: string | null;
        };
        ModelVersionsList: {
            items: components["schemas"]["ModelsItem"][];
            cursor: string | null;
            trainings: {
                jobId: string;
                at: string;
                who: string | null;
                /** @enum {string} */
                state: "queued" | "running" | "done" | "refused" | "failed";
                version: string | null;
                promoted: boolean;
                code: string | null;
                reason: string | null;
                next: string | null;
            }[];
            shadow: {
                version: string;
                /** Format: date-time */
                since: string;
                who: string;
                /**
                 * @default rule
                 * @enum {string}
                 */
                promote: "rule" | "approval";
                why: string;
                comparison: {
                    periods: string[];
                    loss: string;
                    incumbent: number | null;
                    challenger: number | null;
                    difference: {
                        n: number;
                        positives: number | null;
                        mean: number | null;
                        low: number | null;
                        high: number | null;
                    };
                };
                rule: string;
            } | null;
        };
        JobsList: {
            items: components["schemas"]["Job"][];
            cursor: string | null;
        };
        ProblemsItem: {
            id: string;
            /** @enum {string} */
            kind: "upload" | "job" | "work" | "message" | "file";
            dataset: string | null;
            subject: string;
            code: string;
            message: string;
            at: string;
            mayRetry: boolean;
        };
        ProblemsList: {
            items: components["schemas"]["ProblemsItem"][];
            cursor: string | null;
        };
        ReportsItem: {
            month: string;
        };
        ReportsList: {
            items: components["schemas"]["ReportsItem"][];
            cursor: string | null;
        };
        PeriodsList: {
            items: components["schemas"]["ConfirmPeriodAnswer"][];
            cursor: string | null;
        };
        KeysList: {
            items: components["schemas"]["RevokeKeyAnswer"][];
            cursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listDatasets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Datasets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Definition */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    defineDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "account",
                 *       "roles": {
                 *         "revenue": "mrr",
                 *         "name": "company"
                 *       },
                 *       "label": {
                 *         "column": "churned",
                 *         "positive": "yes"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DefineDatasetBody"];
            };
        };
        responses: {
            /** @description Definition */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    removeDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    applyRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listUploads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uploads */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dataset": "customers",
                 *       "name": "accounts.csv",
                 *       "size": 48211,
                 *       "type": "text/csv",
                 *       "period": "2026-11"
                 *     }
                 */
                "application/json": components["schemas"]["CreateUploadBody"];
            };
        };
        responses: {
            /** @description Presigned PUT */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateUploadAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    takeBackUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    redriveUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    score: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "id": "ACME-17",
                 *           "plan": "Pro",
                 *           "tenure": 3,
                 *           "mrr": 80
                 *         }
                 *       ],
                 *       "explain": true
                 *     }
                 */
                "application/json": components["schemas"]["ScoreBody"];
            };
        };
        responses: {
            /** @description Predictions in order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Only this period; without it each customer's newest row */
                period?: string;
                band?: "high" | "medium" | "low";
                status?: "red" | "amber" | "green";
                /** @description Of the primary scheme */
                segment?: string;
                /** @description Only this owner's customers */
                owner?: string;
                /** @description Only contracts that end in this month */
                renewal?: string;
                /** @description Only those who have left, or only those who have not */
                left?: string | boolean;
                /** @description Whose id begins with this or whose name contains it */
                q?: string;
                /** @description Conditions joined by `and`, each `column op value` with = != < <= > >= in like, on any column of the dataset or the period */
                where?: string;
                /** @description Columns to show besides, with commas between them */
                columns?: string;
                /** @description Any column; a leading - is descending. Missing values come last */
                sort?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomersList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                /** @description The language of `text`; en unless told */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    eraseCustomer: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getLineage: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lineage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listCustomerMoments: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Snapshots */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerMomentsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listCustomerActions: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerActionsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getBrief: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                /** @description The language of `text`; en unless told */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Brief */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brief"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    overrideHealth: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "red",
                 *       "reason": "The sponsor left",
                 *       "author": "Ana",
                 *       "until": "2027-01-31"
                 *     }
                 */
                "application/json": components["schemas"]["OverrideHealthBody"];
            };
        };
        responses: {
            /** @description The override */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideHealthAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    endHealthOverride: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All overrides there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndHealthOverrideAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getRecommendations: {
        parameters: {
            query?: {
                k?: number;
                category?: string;
                inStock?: string;
                /** @description Whether to show what is owned already */
                owned?: string;
                diversity?: number | null;
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recommendations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendations"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metrics"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSegments: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Segments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segments"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Health */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getForecast: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                series?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listStockOrders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOrdersList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "proposed" | "accepted" | "done" | "dismissed" | "held";
                playbook?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerActionsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    exportActions: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                period?: string;
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPlaybookEffects: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Effects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybookEffectsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPlaybooks: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Playbooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybooksList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listUplift: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uplift */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpliftList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    learnUplift: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changeAction: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "done",
                 *       "outcome": true,
                 *       "note": "They stay"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeActionBody"];
            };
        };
        responses: {
            /** @description The action as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeActionAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPriorities: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Only this owner's customers */
                owner?: string;
                /** @description Of the primary scheme */
                segment?: string;
                /** @description Only contracts that end in this month */
                renewal?: string;
                /** @description Only who can leave within 90 days: by renewal, or without one */
                soon?: string | boolean;
                /** @description With customers that have left, at the end */
                left?: string | boolean;
                lang?: "en" | "zh";
                /** @description The dataset; customers unless told */
                dataset?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrioritiesList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRenewalMonths: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Months */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalMonthsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listFeedback: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                month?: string;
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feedback */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    addFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customerId": "ACME-17",
                 *       "text": "Quick answers, thank you",
                 *       "rating": 9,
                 *       "scale": 10
                 *     }
                 */
                "application/json": components["schemas"]["AddFeedbackBody"];
            };
        };
        responses: {
            /** @description What was kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddFeedbackAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listTopics: {
        parameters: {
            query?: {
                /** @description YYYY-MM; else the newest */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Topics, the largest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    tellTopic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phrases": [
                 *         "bill doubled",
                 *         "invoice"
                 *       ],
                 *       "name": "Surprising bills"
                 *     }
                 */
                "application/json": components["schemas"]["TellTopicBody"];
            };
        };
        responses: {
            /** @description All that was said of topics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TellTopicAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getExperience: {
        parameters: {
            query?: {
                /** @description YYYY-MM; else the newest */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts of comments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experience"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "question": "How long do you keep our prompts?"
                 *     }
                 */
                "application/json": components["schemas"]["AskBody"];
            };
        };
        responses: {
            /** @description The passages that answer, how sure that is, and whether a person should take over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    testQuestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures, and each question */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestQuestionsAnswer"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listUnanswered: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Questions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnansweredList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    addEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         {
                 *           "userId": "ACME-17",
                 *           "productId": "seat",
                 *           "action": "purchase",
                 *           "time": "2026-11-30T08:00:00Z"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddEventsBody"];
            };
        };
        responses: {
            /** @description The file that was put */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddEventsAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                noun: "metrics" | "health" | "segments" | "lifetime" | "playbooks" | "alerts" | "recommend" | "forecast" | "topics" | "report";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    setSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                noun: "metrics" | "health" | "segments" | "lifetime" | "playbooks" | "alerts" | "recommend" | "forecast" | "topics" | "report";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSettingsBody"];
            };
        };
        responses: {
            /** @description Settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    resetSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                noun: "metrics" | "health" | "segments" | "lifetime" | "playbooks" | "alerts" | "recommend" | "forecast" | "topics" | "report";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listModelVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersionsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getModelDrift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Drift */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelDrift"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getServingHistory: {
        parameters: {
            query?: {
                at?: string;
            };
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingHistory"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getModelCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Card */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCard"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    trainModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TrainModelBody"];
            };
        };
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    promoteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "f4147938da0a"
                 *     }
                 */
                "application/json": components["schemas"]["PromoteModelBody"];
            };
        };
        responses: {
            /** @description Which version serves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoteModelAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    rollBackModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RollBackModelBody"];
            };
        };
        responses: {
            /** @description Which version serves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoteModelAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    approveModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "f4147938da0a"
                 *     }
                 */
                "application/json": components["schemas"]["PromoteModelBody"];
            };
        };
        responses: {
            /** @description Which version serves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoteModelAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    dismissModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "f4147938da0a"
                 *     }
                 */
                "application/json": components["schemas"]["PromoteModelBody"];
            };
        };
        responses: {
            /** @description The shadow, now and before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissModelVersionAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "queued" | "running" | "done" | "failed";
                kind?: "train" | "uplift" | "report" | "remove" | "drop" | "erase" | "retain" | "upload" | "rescore" | "views" | "clear" | "assess" | "derive" | "mend";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Problems */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    retryProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job to follow, where it is one */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryProblemAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
                /** @description Else by Accept */
                format?: "html" | "json" | "csv" | "pdf";
                /** @description Of the page and the PDF */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                    "text/html": string;
                    "text/csv": string;
                    "application/pdf": string;
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    makeReport: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description It takes longer: the job to follow */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveDatasetAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    previewFile: {
        parameters: {
            query: {
                dataset: string;
                /** @description The file's name */
                name: string;
                /** @description As it would be stated */
                period?: string;
                /** @description Bytes of the whole file, where more follow */
                size?: number | null;
                /** @description How many of the body's bytes are the file's last ones */
                tail?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Preview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewFileAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    query: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sql": "select period, count(*) as customers from customers group by all order by period"
                 *     }
                 */
                "application/json": components["schemas"]["QueryBody"];
            };
        };
        responses: {
            /** @description Columns and rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPeriods: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Periods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodsList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    confirmPeriod: {
        parameters: {
            query?: {
                /** @description The dataset; customers unless told */
                dataset?: string;
            };
            header?: never;
            path: {
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Period */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmPeriodAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysList"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "billing",
                 *       "scopes": [
                 *         "read",
                 *         "score"
                 *       ],
                 *       "datasets": [
                 *         "customers"
                 *       ],
                 *       "expires": "2027-12-31"
                 *     }
                 */
                "application/json": components["schemas"]["CreateKeyBody"];
            };
        };
        responses: {
            /** @description The key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateKeyAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As it stands; with other signs than letters, digits and `. _ - : @ + , = ~`, a `~` and its bytes in base64url */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was revoked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokeKeyAnswer"];
                };
            };
            /** @description What was sent does not fit, and where */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key is missing, unknown, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description There is none of this name */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Refused, and why */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
