"""The peers of the accuracy table: each fits a training table and scores a test table."""
import numpy as np
import pandas as pd


def parts(table):
    """The names of numeric and of other columns."""
    numeric = list(table.select_dtypes("number").columns)
    return numeric, [name for name in table.columns if name not in numeric]


def logistic(seed):
    """scikit-learn's logistic regression as it comes: standardized numbers, one-hot levels, C = 1."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    def fit(train, outcomes, test):
        numeric, other = parts(train)
        model = make_pipeline(
            ColumnTransformer([
                ("numbers", make_pipeline(
                    SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numeric),
                ("levels", OneHotEncoder(handle_unknown="ignore"), other)]),
            LogisticRegression(max_iter=2000))
        model.fit(train, outcomes)
        return model.predict_proba(test)[:, 1]
    return fit


def ebm(seed, bags=14):
    """InterpretML's explainable boosting machine with ten pairs; 14 outer bags are its default."""
    from interpret.glassbox import ExplainableBoostingClassifier

    def fit(train, outcomes, test):
        model = ExplainableBoostingClassifier(
            interactions=10, outer_bags=bags, random_state=seed, n_jobs=2)
        model.fit(train, outcomes)
        return model.predict_proba(test)[:, 1]
    return fit


def lightgbm(seed):
    """LightGBM as it comes, levels as categories."""
    from lightgbm import LGBMClassifier

    def fit(train, outcomes, test):
        train, test = train.copy(), test.copy()
        for name in parts(train)[1]:
            levels = pd.CategoricalDtype(sorted(train[name].dropna().unique()))
            train[name], test[name] = train[name].astype(levels), test[name].astype(levels)
        model = LGBMClassifier(random_state=seed, n_jobs=2, verbose=-1)
        model.fit(train, outcomes)
        return model.predict_proba(test)[:, 1]
    return fit


PEERS = {
    "logistic": logistic,
    "ebm": ebm,
    "ebm2": lambda seed: ebm(seed, bags=2),
    "lightgbm": lightgbm,
}


def auc(scores, outcomes):
    """The area under the ROC curve by mid-ranks, ties counting half: one function for all sides."""
    from scipy.stats import rankdata

    won = np.asarray(outcomes) == 1
    losers = (~won).sum()
    return float((rankdata(scores)[won].sum() / won.sum() - (won.sum() + 1) / 2) / losers)


def log_loss(probabilities, outcomes):
    """The mean log loss."""
    p = np.clip(probabilities, 1e-15, 1 - 1e-15)
    return float(-np.where(np.asarray(outcomes) == 1, np.log(p), np.log1p(-p)).mean())
